// Checks that what the documents and examples show is what happens.
//
//   shown output EXPECTED PROGRAM [WORD…]   what PROGRAM prints is what the file EXPECTED holds
//   shown session BIN SOURCE SCRATCH STEP…  the last STEP, a console block, goes as it is written
//   shown links ROOT                        relative links in the documents lead to a file
//
// In what is expected, a line `...` stands for any lines; blanks at the end of a line do not count.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct ran {
    std::string printed;
    int status;
};

std::string read_file(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) {
        throw std::runtime_error{path.string() + ": cannot be read"};
    }
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The lines of `text` without blanks at their ends, and without empty lines at the end of all.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        line.erase(line.find_last_not_of(" \t\r") + 1);
        lines.push_back(line);
    }
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

std::string shell_word(std::string_view word) {
    std::string out = "'";
    for (const char each : word) {
        if (each == '\'') {
            out += "'\\''";
        } else {
            out += each;
        }
    }
    return out + "'";
}

ran run(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
        throw std::runtime_error{"cannot run " + command};
    }
    std::string printed;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
        printed.append(buffer.data(), got);
    }
    const int ended = pclose(pipe);
    return {std::move(printed), WIFEXITED(ended) ? WEXITSTATUS(ended) : -1};
}

bool matches(std::span<const std::string> expected, std::span<const std::string> found) {
    if (expected.empty()) {
        return found.empty();
    }
    if (expected.front() != "...") {
        return !found.empty() && expected.front() == found.front() &&
               matches(expected.subspan(1), found.subspan(1));
    }
    for (std::size_t skipped = 0; skipped <= found.size(); ++skipped) {
        if (matches(expected.subspan(1), found.subspan(skipped))) {
            return true;
        }
    }
    return false;
}

/// Whether `found` is what was expected; if not, says so.
bool same(const std::string& what, const std::string& expected, const std::string& found) {
    const std::vector<std::string> wanted = lines_of(expected);
    const std::vector<std::string> got = lines_of(found);
    if (matches(wanted, got)) {
        return true;
    }
    std::size_t first = 0;
    while (first < wanted.size() && first < got.size() && wanted[first] == got[first]) {
        ++first;
    }
    std::cout << what << ": prints something else, from line " << first + 1 << " on\n"
              << "---- expected\n"
              << expected << "---- printed\n"
              << found << "----\n";
    return false;
}

int check_output(const fs::path& expected, std::span<const std::string> words) {
    const std::string& program = words.front();
    std::string command = "LANG=C.UTF-8";
    for (const std::string& each : words) {
        command += ' ' + shell_word(each);
    }
    const ran result = run(command + " </dev/null");
    if (result.status != 0) {
        std::cout << program << ": ends with status " << result.status << '\n' << result.printed;
        return 1;
    }
    if (!fs::exists(expected)) {
        return 0;  // a snippet whose output is not shown: that it runs is enough
    }
    return same(program, read_file(expected), result.printed) ? 0 : 1;
}

struct shown_command {
    std::string text;
    std::string expected;
};

/// The commands of a console block: a first line that names its place, then `$ ` and output lines.
std::vector<shown_command> commands_of(const std::string& block) {
    std::vector<shown_command> commands;
    std::istringstream in{block};
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        if (!line.starts_with("$ ")) {
            if (!commands.empty()) {
                commands.back().expected += line + '\n';
            }
            continue;
        }
        std::string text = line.substr(2);
        while (text.ends_with('\\') && std::getline(in, line)) {
            text.pop_back();
            text += line.starts_with("> ") ? line.substr(2) : line;
        }
        commands.push_back({text, {}});
    }
    return commands;
}

/// Commands that get, build or install something are shown, but not run.
bool is_run(const std::string& command) {
    static const std::regex left_out{
        R"(^(sudo |\./dev|apt|git |cmake |ctest|c?make |ninja|(g|clang)\+\+ |(export|source) ))"};
    return !std::regex_search(command, left_out);
}

/// Runs the commands of one block in `folder`; compares what they print if `compare`.
bool run_block(const fs::path& file, fs::path& folder, bool compare) {
    const std::string block = read_file(file);
    const std::string place = block.substr(0, block.find('\n'));
    bool good = true;
    for (const shown_command& each : commands_of(block)) {
        if (!is_run(each.text)) {
            continue;
        }
        if (each.text.starts_with("cd ")) {
            folder /= each.text.substr(3);
            continue;
        }
        const ran result =
            run("cd " + shell_word(folder.string()) + " && { " + each.text + "\n} 2>&1 </dev/null");
        if (compare) {
            good = same(place + ": $ " + each.text, each.expected, result.printed) && good;
        }
    }
    return good;
}

/// A step is a console block, or `name=file`: a file that the document shows, to be put there.
int check_session(const fs::path& bin,
                  const fs::path& source,
                  fs::path scratch,
                  std::span<const std::string> steps) {
    fs::remove_all(scratch);
    fs::create_directories(scratch);
    fs::copy(source / "examples", scratch / "examples", fs::copy_options::recursive);
    const char* path = std::getenv("PATH");
    setenv("PATH", (bin.string() + ':' + (path == nullptr ? "" : path)).c_str(), 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);  // digests of a tracker depend on when something was recorded
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    unsetenv("LANGUAGE");

    bool good = true;
    for (const std::string& step : steps) {
        const std::size_t equals = step.find('=');
        if (equals == std::string::npos) {
            good = run_block(step, scratch, &step == &steps.back());
            continue;
        }
        const fs::path target = scratch / step.substr(0, equals);
        fs::create_directories(target.parent_path());
        fs::copy_file(step.substr(equals + 1), target, fs::copy_options::overwrite_existing);
    }
    return good ? 0 : 1;
}

std::vector<fs::path> documents_in(const fs::path& root) {
    std::vector<fs::path> documents;
    const auto take = [&](const fs::directory_entry& each) {
        if (each.path().extension() == ".md") {
            documents.push_back(each.path());
        }
    };
    std::ranges::for_each(fs::directory_iterator{root}, take);
    for (const fs::path& folder : {root / "docs", root / "examples"}) {
        if (fs::is_directory(folder)) {
            std::ranges::for_each(fs::recursive_directory_iterator{folder}, take);
        }
    }
    return documents;
}

/// `text` without its code, in which `[a](b)` is no link.
std::string without_code(const std::string& text) {
    static const std::regex inline_code{"`[^`]*`"};
    std::string out;
    bool inside = false;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) {
            inside = !inside;
        } else if (!inside) {
            out += std::regex_replace(line, inline_code, "``") + '\n';
        }
    }
    return out;
}

int check_links(const fs::path& root) {
    static const std::regex link{R"(\]\(([^)\s]+)\))"};
    int bad = 0;
    for (const fs::path& document : documents_in(root)) {
        const std::string text = without_code(read_file(document));
        for (std::sregex_iterator each{text.begin(), text.end(), link}, end; each != end; ++each) {
            std::string target = (*each)[1];
            target.erase(std::min(target.find('#'), target.size()));
            if (target.empty() || target.find("://") != std::string::npos ||
                target.starts_with("mailto:")) {
                continue;
            }
            if (!fs::exists(document.parent_path() / target)) {
                std::cout << document.string() << ": no file for the link to " << target << '\n';
                ++bad;
            }
        }
    }
    return bad == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() > 2 && words[0] == "output") {
        return check_output(words[1], std::span{words}.subspan(2));
    }
    if (words.size() > 4 && words[0] == "session") {
        return check_session(words[1], words[2], words[3], std::span{words}.subspan(4));
    }
    if (words.size() == 2 && words[0] == "links") {
        return check_links(words[1]);
    }
    std::cerr << "shown: expected output, session or links\n";
    return 2;
} catch (const std::exception& error) {
    std::cerr << "shown: " << error.what() << '\n';
    return 2;
}
