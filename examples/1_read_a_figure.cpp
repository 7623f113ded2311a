// A figure is what somebody wrote, and the set of true values that would honestly be written so.

#include <crossfoot/io/format.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <fmt/core.h>

int main() {
    using namespace crossfoot;

    // "10.2万" was rounded to the last digit written; "600余" is more than 600, by less than 100.
    for (const char* const text :
         {"261", "10.2万", "95%", "600余", "近3000", "200以上", "三至五"}) {
        const figure read = read_figure(text).value.value();
        fmt::print("{} stands for {}\n", read, read.values());
    }

    // Figures are added by what they leave possible, exactly.
    const interval sum = read_figure("1.4万余").value->values() + interval::exactly(8700);
    fmt::print("1.4万余 + 8700 = {}\n", sum);

    // What is no figure is no error either: the reading says where it stopped making sense.
    for (const char* const text : {"4l.5", "10."}) {
        const reading tried = read_figure(text);
        const bool unfinished = tried.state == reading_state::incomplete;
        fmt::print("{} is {} from byte {} on: expected {}\n",
                   text,
                   unfinished ? "unfinished" : "no figure",
                   tried.at,
                   tried.expected.en);
    }
}
