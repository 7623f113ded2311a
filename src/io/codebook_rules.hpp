#pragma once

#include <crossfoot/model/codebook.hpp>

#include "codebook_values.hpp"

namespace crossfoot::detail {

/// Reads [[due]], [[exemption]], [[source]] and [[rule]]; all indicators are known by then.
void read_rules(codebook& book, const toml::table& root, codebook_values& values);

}  // namespace crossfoot::detail
