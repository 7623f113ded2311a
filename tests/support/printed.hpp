#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include <ostream>

// How a failing test shows what it compared.
namespace crossfoot {

inline void PrintTo(diagnostic_code code, std::ostream* out) {
    *out << name_of(code);
}

inline void PrintTo(const position& where, std::ostream* out) {
    *out << where.line << ':' << where.column;
}

}  // namespace crossfoot
