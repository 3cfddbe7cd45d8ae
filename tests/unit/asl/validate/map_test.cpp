// SPDX-License-Identifier: Apache-2.0
// The rules about Parallel and Map, and about the readers and writers of a distributed Map: each
// broken, and just not broken.
#include "support.hpp"

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

TEST_CASE("Parallel and Map") {
  const auto at = [](const std::string& field) { return schema + "/States/X" + field; };
  check_all({
      {"no branches", machine(R"({"Type": "Parallel", "End": true})"), at("")},
      {"empty branches", machine(R"({"Type": "Parallel", "Branches": [], "End": true})"),
       at("/Branches")},
      {"an empty branch", machine(R"({"Type": "Parallel", "Branches": [{}], "End": true})"),
       at("/Branches/0") + "\n" + at("/Branches/0")},
      {"a branch with a timeout",
       machine(R"({"Type": "Parallel", "End": true, "Branches": [{"TimeoutSeconds": 1, )" +
               one_state() + "}]}"),
       at("/Branches/0/TimeoutSeconds")},
      {"no processor", machine(R"({"Type": "Map", "End": true})"), at("")},
      {"an iterator",
       machine(R"({"Type": "Map", "Iterator": {)" + one_state() + R"(}, "End": true})")},
      {"both",
       machine(map(R"("Iterator": {"StartAt": "J", "States": {"J": {"Type": "Succeed"}}}, )")),
       at("/ItemProcessor")},
      {"an iterator with a configuration",
       machine(R"({"Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "INLINE"}, )" +
               one_state() + R"(}, "End": true})")},
      {"an unknown mode",
       machine(R"({"Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "FAST"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/Iterator/ProcessorConfig/Mode")},
      {"inline with a type",
       machine(R"({"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE",
                   "ExecutionType": "STANDARD"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/ItemProcessor/ProcessorConfig/ExecutionType")},
      {"a type without a mode",
       machine(R"({"Type": "Map", "ItemProcessor": {"ProcessorConfig": {
                   "ExecutionType": "STANDARD"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/ItemProcessor/ProcessorConfig/ExecutionType")},
      {"distributed without a type",
       machine(R"({"Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/Iterator/ProcessorConfig")},
      {"both selectors", machine(map(R"("ItemSelector": {}, "Parameters": {}, )")),
       at("/Parameters")},
      {"items", machine(map(R"("ItemsPath": "$$.Execution.Input.items", )"))},
      {"items are null", machine(map(R"("ItemsPath": null, )")), at("/ItemsPath")},
      {"no reference", machine(map(R"("ItemsPath": "$.a[*]", )")), at("/ItemsPath")},
      {"no limit", machine(map(R"("MaxConcurrency": 0, )"))},
      {"less", machine(map(R"("MaxConcurrency": -1, )")), at("/MaxConcurrency")},
      {"a limit of the input", machine(map(R"("MaxConcurrencyPath": "$.c", )"))},
      {"a limit of the context", machine(map(R"("MaxConcurrencyPath": "$$.Execution.Input.c", )")),
       at("/MaxConcurrencyPath")},
      {"items of the context", machine(map(R"("ItemsPath": "$$.Execution.Input.c", )"))},
      {"both limits", machine(map(R"("MaxConcurrency": 1, "MaxConcurrencyPath": "$.c", )")),
       at("/MaxConcurrencyPath")},
      {"a share", machine(distributed(R"("ToleratedFailurePercentage": 12.5, )"))},
      {"a share of the context", machine(distributed(R"("ToleratedFailurePercentagePath":
          "$$.Execution.Input.p", )")),
       at("/ToleratedFailurePercentagePath")},
      {"a count of the context", machine(distributed(R"("ToleratedFailureCountPath":
          "$$.Execution.Input.p", )")),
       at("/ToleratedFailureCountPath")},
      {"more than all", machine(distributed(R"("ToleratedFailurePercentage": 100.5, )")),
       at("/ToleratedFailurePercentage")},
      {"a part of a failure", machine(distributed(R"("ToleratedFailureCount": 0.5, )")),
       at("/ToleratedFailureCount")},
      {"only in a distributed one", machine(map(R"("ToleratedFailureCount": 1, )")),
       "warning NOT_DISTRIBUTED /States/X/ToleratedFailureCount"},
      {"a label", machine(distributed(R"("Label": "a-label", )"))},
      {"a blank in a label", machine(distributed(R"("Label": "a label", )")),
       "error INVALID_LABEL_NAME /States/X/Label"},
      {"a long label", machine(distributed(R"("Label": ")" + std::string(41, 'l') + R"(", )")),
       "error INVALID_LABEL_NAME /States/X/Label"},
      {"items in JSONata", jsonata(map(R"("Items": "{% $states.input.a %}", )"))},
      {"items as they are", jsonata(map(R"("Items": [1, 2], )"))},
      {"items as text", jsonata(map(R"("Items": "a", )")), at("/Items")},
  });
  CHECK(lines(asl::validate(R"({"StartAt": "A", "States": {
      "A": {"Type": "Map", "Label": "same", "Next": "B", "ItemProcessor": {"ProcessorConfig":
            {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "C", "States":
            {"C": {"Type": "Succeed"}}}},
      "B": {"Type": "Map", "Label": "same", "End": true, "ItemProcessor": {"ProcessorConfig":
            {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "D", "States":
            {"D": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
            "Parameters": {"TaskDefinition": "t"}, "End": true}}}}}})")) ==
        "error DUPLICATE_LABEL_NAME /States/B/Label\n"
        "error SCHEMA_VALIDATION_FAILED /States/B/ItemProcessor/States/D/Resource");
}

TEST_CASE("readers, batchers and writers") {
  const auto reader = [](const std::string& config) {
    return machine(distributed(R"("ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
        "Parameters": {"Bucket": "b", "Key.$": "$.key"}, "ReaderConfig": {)" +
                               config + "}}, "));
  };
  const auto batcher = [](const std::string& fields) {
    return machine(distributed(R"("ItemBatcher": {)" + fields + "}, "));
  };
  const auto at = [](const std::string& field) { return schema + "/States/X/" + field; };
  check_all({
      {"CSV", reader(R"("InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"])")},
      {"0 items", reader(R"("MaxItems": 0)")},
      {"less", reader(R"("MaxItems": -1)"), at("ItemReader/ReaderConfig/MaxItems")},
      {"most items", reader(R"("MaxItems": 100000000)")},
      {"more items", reader(R"("MaxItems": 100000001)"), at("ItemReader/ReaderConfig/MaxItems")},
      {"items of the context", reader(R"("MaxItemsPath": "$$.Execution.Input.m")"),
       at("ItemReader/ReaderConfig/MaxItemsPath")},
      {"both", reader(R"("MaxItems": 1, "MaxItemsPath": "$.m")"),
       at("ItemReader/ReaderConfig/MaxItemsPath")},
      {"an unknown type", reader(R"("InputType": "XML")"), at("ItemReader/ReaderConfig/InputType")},
      {"no headers", reader(R"("CSVHeaderLocation": "GIVEN")"), at("ItemReader/ReaderConfig")},
      {"CSV without a location", reader(R"("InputType": "CSV")"), at("ItemReader/ReaderConfig")},
      {"CSV with a first row", reader(R"("InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW")")},
      {"JSON", reader(R"("InputType": "JSON")")},
      {"JSON with a location", reader(R"("InputType": "JSON", "CSVHeaderLocation": "FIRST_ROW")"),
       at("ItemReader/ReaderConfig/CSVHeaderLocation")},
      {"lines of JSON", reader(R"("InputType": "JSONL")")},
      {"lines of JSON with headers", reader(R"("InputType": "JSONL", "CSVHeaders": ["a"])"),
       at("ItemReader/ReaderConfig/CSVHeaders")},
      {"lines of JSON with a location",
       reader(R"("InputType": "JSONL", "CSVHeaderLocation": "FIRST_ROW")"),
       at("ItemReader/ReaderConfig/CSVHeaderLocation")},
      {"a manifest of lines", reader(R"("InputType": "JSONL", "ManifestType": "ATHENA_DATA")")},
      {"a manifest of JSON", reader(R"("InputType": "JSON", "ManifestType": "ATHENA_DATA")"),
       at("ItemReader/ReaderConfig/ManifestType")},
      {"an inventory", reader(R"("ManifestType": "S3_INVENTORY")")},
      {"to flatten", reader(R"("InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN")")},
      {"to flatten what", reader(R"("Transformation": "LOAD_AND_FLATTEN")"),
       at("ItemReader/ReaderConfig")},
      {"not to flatten", reader(R"("Transformation": "NONE")")},
      {"a pointer", reader(R"("InputType": "JSON", "ItemsPointer": "/a/b")")},
      {"a pointer to all", reader(R"("InputType": "JSON", "ItemsPointer": "")")},
      {"no pointer", reader(R"("InputType": "JSON", "ItemsPointer": "a/b")"),
       at("ItemReader/ReaderConfig/ItemsPointer")},
      {"headers are no expressions",
       jsonata(distributed(R"("ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
           "Arguments": {"Bucket": "b", "Key": "k"}, "ReaderConfig": {"InputType": "CSV",
           "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["{% a %}"]}}, )"))},
      {"another reader", machine(distributed(R"("ItemReader": {"Resource":
          "arn:aws:states:::dynamodb:getItem", "Parameters": {}}, )")),
       at("ItemReader/Resource")},
      {"a reader of names", machine(distributed(R"("ItemReader": {"Resource":
          "arn:aws-cn:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}}, )"))},
      {"another writer", machine(distributed(R"("ResultWriter": {"Resource":
          "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b"}}, )")),
       at("ResultWriter/Resource")},
      {"headers for nothing", reader(R"("CSVHeaders": ["a"])"),
       "warning UNUSED_FIELD /States/X/ItemReader/ReaderConfig/CSVHeaders"},
      {"a new field", reader(R"("Colour": "red")"),
       "warning UNKNOWN_FIELD /States/X/ItemReader/ReaderConfig/Colour"},
      {"no resource", machine(distributed(R"("ItemReader": {"Parameters": {}}, )")),
       at("ItemReader")},
      {"batches", batcher(R"("MaxItemsPerBatch": 1, "BatchInput": {"a.$": "$.a"})")},
      {"no limit", batcher(R"("BatchInput": {})"), at("ItemBatcher")},
      {"no item", batcher(R"("MaxItemsPerBatch": 0)")},
      {"less than no item", batcher(R"("MaxItemsPerBatch": -1)"),
       at("ItemBatcher/MaxItemsPerBatch")},
      {"no byte", batcher(R"("MaxInputBytesPerBatch": 0)")},
      {"batches of the context", batcher(R"("MaxItemsPerBatchPath": "$$.Execution.Input.m")"),
       at("ItemBatcher/MaxItemsPerBatchPath")},
      {"bytes of the context", batcher(R"("MaxInputBytesPerBatchPath": "$$.Execution.Input.m")"),
       at("ItemBatcher/MaxInputBytesPerBatchPath")},
      {"most bytes", batcher(R"("MaxInputBytesPerBatch": 262144)")},
      {"more bytes", batcher(R"("MaxInputBytesPerBatch": 262145)"),
       at("ItemBatcher/MaxInputBytesPerBatch")},
      {"two limits", batcher(R"("MaxItemsPerBatch": 1, "MaxInputBytesPerBatch": 1)")},
      {"both items", batcher(R"("MaxItemsPerBatch": 1, "MaxItemsPerBatchPath": "$.m")"),
       at("ItemBatcher/MaxItemsPerBatchPath")},
      {"a writer", machine(distributed(R"("ResultWriter": {"Resource":
          "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}, )"))},
      {"a format", machine(distributed(R"("ResultWriter": {"WriterConfig":
          {"Transformation": "FLATTEN", "OutputType": "JSONL"}}, )"))},
      {"an empty writer", machine(distributed(R"("ResultWriter": {}, )")), at("ResultWriter")},
  });
}
