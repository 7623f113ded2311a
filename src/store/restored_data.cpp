#include "restored_data.hpp"

#include <crossfoot/io/explanations_file.hpp>
#include <crossfoot/number/error.hpp>

#include "known_documents.hpp"

#include <fmt/format.h>

#include <utility>

namespace crossfoot::detail {

dataset_restorer::dataset_restorer(open_tracker& of, dataset& into)
    : of_{of},
      into_{into},
      codes_{of.place_codes()},
      slots_{of.slots()},
      place_by_id_(codes_.size()),
      slot_by_id_(slots_.size()),
      values_(into.book().indicators.size()) {}

void dataset_restorer::throw_damaged(const std::string& what) const {
    of_.data().throw_damaged({what + " is not known any more", what + "已无从查找"});
}

place_id dataset_restorer::place_of(const stored_figure& figure) {
    const auto id = static_cast<std::size_t>(figure.place);
    if (id >= codes_.size()) throw_damaged(fmt::format("place {}", id));
    std::optional<place_id>& known = place_by_id_[id];
    if (!known) known = into_.where().find(codes_[id]);
    if (!known) throw_damaged("place " + codes_[id]);
    return *known;
}

slot_id dataset_restorer::slot_of(const stored_figure& figure) {
    const auto id = static_cast<std::size_t>(figure.slot);
    if (id >= slots_.size()) throw_damaged(fmt::format("series {}", id));
    std::optional<slot_id>& known = slot_by_id_[id];
    if (known) return *known;
    const stored_slot& slot = slots_[id];
    const auto indicator = into_.book().find_indicator(slot.indicator);
    const auto items = items_of(slot.items, into_.book());
    const auto when = period::parse(slot.when);
    if (!indicator || !items || !when) {
        throw_damaged(slot.indicator + " " + slot.items + " in " + slot.when);
    }
    const series what{*indicator, slot.extent == "own" ? scope::own : scope::total, *items};
    known = into_.intern(into_.intern(what), into_.intern(*when), into_.intern_source(slot.source));
    return *known;
}

figure dataset_restorer::read(const stored_figure& of, slot_id at) {
    const indicator_id which = into_[into_[at].what].indicator;
    std::unique_ptr<value_reader>& reader = values_[which.index()];
    if (!reader) {
        reader =
            std::make_unique<value_reader>(into_.book(), into_.book()[which], reading_convention{});
    }
    auto found = reader->read(of.text, {});
    auto* const said = std::get_if<cell_value>(&found);
    if (said == nullptr || !said->written) throw_damaged("the figure \"" + of.text + "\"");
    return std::move(*said->written);
}

void dataset_restorer::add(const stored_figure& figure) {
    const place_id place = place_of(figure);
    const slot_id at = slot_of(figure);
    if (figure.count) {
        into_.add_count(place, at, *figure.count);
    } else if (figure.state == status::reported) {
        into_.add(place, at, read(figure, at));
    } else {
        into_.add(place, at, figure.state, figure.text);
    }
}

report_texts texts_of(open_tracker& of, const stored_entry& submission) {
    const auto own = [&](document_kind which) {
        const auto& id = submission.document(which);
        return id ? std::optional{of.document(*id)} : std::nullopt;
    };
    const std::int64_t number = submission.told.number;
    // What the ledger knew before: with that it was read. Where nobody had told any places, those
    // of its figures stand by themselves.
    const std::int64_t before = number - 1;
    report_texts made{own(document_kind::codebook),
                      own(document_kind::places),
                      own(document_kind::units),
                      own(document_kind::designations),
                      own(document_kind::explanations)};
    if (!made.codebook) made.codebook = codebook_text(of, before);
    if (!made.places) made.places = told_places_text(of, before);
    if (!made.places) made.places = places_text(of, number);
    return made;
}

report_texts texts_known(open_tracker& of, std::int64_t until) {
    return {codebook_text(of, until),
            places_text(of, until),
            register_text(of, document_kind::units, until),
            register_text(of, document_kind::designations, until),
            answers_text(of, until)};
}

report restored(open_tracker& of, const report_texts& texts, const figures_source& figures) {
    const auto book = read_codebook_of(of, texts.codebook);
    const auto where = read_places_of(of, texts.places, *book);
    report made{book, where, dataset{book, where}, std::nullopt, {}, {}};
    dataset_restorer restorer{of, made.data};
    figures([&](const stored_figure& each) { restorer.add(each); });

    std::vector<diagnostic> problems;
    if (texts.units) {
        made.units.emplace(read_register(book, where, *texts.units, texts.designations, problems));
    }
    if (texts.explanations) {
        made.explanations =
            read_explanations(*texts.explanations, "explanations.csv", problems).explanations;
    }
    return made;
}

}  // namespace crossfoot::detail
