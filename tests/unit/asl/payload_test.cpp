// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/payload.hpp>

#include "support/catch.hpp"
#include "support/document_json.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using test::json_of;

TEST_CASE("a key gets its .$ from the type of its value", "[asl][payload]") {
  const Fields fields = {{"literal", "$.a"},
                         {"path", path("$.a")},
                         {"context", context::execution_id()},
                         {"variable", variable("polls")},
                         {"function", states::uuid()},
                         {"reference", external<String>("aws_kms_key.k.arn")}};
  CHECK(json_of(to_document(fields)) ==
        R"({"literal":"$.a","path.$":"$.a","context.$":"$$.Execution.Id","variable.$":"$polls",)"
        R"-("function.$":"States.UUID()","reference":"${aws_kms_key.k.arn}"})-");
}

TEST_CASE("literals of every JSON type", "[asl][payload]") {
  const Fields fields = {
      {"null", nullptr}, {"bool", true},          {"int", 3},
      {"number", 0.5},   {"text", "it's {here}"}, {"document", array({1, object({{"a", "b"}})})}};
  CHECK(json_of(to_document(fields)) ==
        R"({"null":null,"bool":true,"int":3,"number":0.5,"text":"it's {here}",)"
        R"("document":[1,{"a":"b"}]})");
}

TEST_CASE("objects and arrays nest", "[asl][payload]") {
  const Fields fields = {
      {"detail", Fields{{"id", path("$.id")}, {"deep", Fields{{"x", variable("x")}}}}},
      {"list", Items{"a", Fields{{"id", path("$.id")}}, Items{1, 2}}}};
  CHECK(json_of(to_document(fields)) ==
        R"({"detail":{"id.$":"$.id","deep":{"x.$":"$x"}},"list":["a",{"id.$":"$.id"},[1,2]]})");
}

TEST_CASE("no object and an empty object differ", "[asl][payload]") {
  const Fields none = {};
  CHECK_FALSE(none.is_set());
  CHECK(none.get().empty());
  CHECK(Fields::empty().is_set());
  CHECK(json_of(to_document(Fields::empty())) == "{}");
}

TEST_CASE("a field is found by its key", "[asl][payload]") {
  const Fields fields = {{"a", 1}, {"b", path("$.b")}};
  REQUIRE(fields.find("b") != nullptr);
  CHECK(fields.find("b")->is_computed());
  CHECK(fields.find("b")->literal() == nullptr);
  REQUIRE(fields.find("a") != nullptr);
  CHECK(std::get<std::int64_t>(fields.find("a")->literal()->value()) == 1);
  CHECK(fields.find("b.$") == nullptr);
  CHECK(Fields{}.find("a") == nullptr);
}

TEST_CASE("JSONata gets its delimiters", "[asl][payload]") {
  const Fields fields = {{"id", jsonata("$states.input.id")}};
  CHECK(json_of(to_document(fields)) == R"({"id":"{% $states.input.id %}"})");
}

TEST_CASE("a pointer is no value of a payload", "[asl][payload]") {
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Payload, const int*>);
  STATIC_REQUIRE(std::is_constructible_v<Payload, const char*>);
}
