// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/address_index.hpp>
#include <idm_synth/core/app.hpp>

#include "support/catch.hpp"
#include "support/example_binding.hpp"

using namespace idm_synth;

TEST_CASE("elements are found by their Terraform address") {
  App app;
  Stack& stack = app.stack("s");
  stack.add("same", example::Vault{.name = "v"});
  stack.add("same", example::Region{});
  stack.local("same", 1);
  stack.variable("same", Variable<String>{});
  AddressIndex index;
  for (const Element& element : stack.elements()) CHECK(index.insert(element) == nullptr);
  for (const Element& element : stack.elements()) {
    INFO(element.address());
    CHECK(index.find(element.address()) == &element);
  }
  CHECK(index.find("example_vault.other") == nullptr);
  CHECK(index.find("example_plan.same") == nullptr);
  CHECK(index.find("data.example_vault.same") == nullptr);
  CHECK(index.find("same") == nullptr);
  CHECK(index.find("") == nullptr);
}

TEST_CASE("a taken address gives the element that has it") {
  App app;
  Stack& stack = app.stack("s");
  stack.add("a", example::Vault{.name = "first"});
  stack.add("a", example::Vault{.name = "second"});
  AddressIndex index;
  CHECK(index.insert(stack.elements().front()) == nullptr);
  CHECK(index.insert(stack.elements().back()) == &stack.elements().front());
}
