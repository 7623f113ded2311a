#include "program.hpp"

#include <memory>

namespace crossfoot::program {

namespace {

struct options {
    std::string code;
    bool all = false;
    output_format format = output_format::text;
    language speech = language::en;
};

std::string all_as_text(language which) {
    std::string text;
    for (const explanation* each : all_explanations()) {
        text += text.empty() ? "" : "\n";
        text += to_string(*each, which);
    }
    return text;
}

void run(const options& asked) {
    if (asked.all == !asked.code.empty()) {
        throw usage_error("give one code, or --all", "请给出一个代码，或使用 --all");
    }
    if (asked.all) {
        print(asked.format == output_format::markdown ? explanations_as_markdown(asked.speech)
                                                      : all_as_text(asked.speech));
        return;
    }
    const explanation* const found = find_explanation(asked.code);
    if (found == nullptr) {
        throw error{error_code::unknown_code,
                    "",
                    {"\"" + asked.code + "\" is no code: `crossfoot explain --all` lists them",
                     "“" + asked.code + "”不是代码：`crossfoot explain --all` 列出全部代码"}};
    }
    print(to_string(*found, asked.speech));
}

}  // namespace

void add_explain(command& to) {
    command added = to.add_command("explain", "Say what an error or rule means, with an example");
    const auto asked = std::make_shared<options>();
    added.add_option("CODE", asked->code, "An error, a diagnostic, or a rule").shown_as("");
    added.add_flag("--all", asked->all, "Every code there is");
    add_format(added,
               asked->format,
               {{"text", output_format::text}, {"markdown", output_format::markdown}});
    add_language(added, asked->speech);
    added.does([asked] {
        run(*asked);
        return exit_code::agrees;
    });
}

}  // namespace crossfoot::program
