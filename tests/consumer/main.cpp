#include <crossfoot/crossfoot.hpp>

#include <iostream>

int main() {
    const crossfoot::rational rate{248, 261};
    std::cout << crossfoot::to_string(crossfoot::floor(rate * 100)) << '\n';
    return crossfoot::floor(rate * 100) == 95 ? 0 : 1;
}
