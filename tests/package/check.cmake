# SPDX-License-Identifier: Apache-2.0
# Configures, builds and runs the consumer in one of the two ways.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
if(WAY STREQUAL "installed")
  run("${CMAKE_COMMAND}" --install "${BUILD_DIRECTORY}" --prefix "${SCRATCH}/prefix")
  set(where "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix")
else()
  set(where "-DIDM_SYNTH_DIRECTORY=${PROJECT_DIRECTORY}")
endif()
run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/consumer" -B "${SCRATCH}/build"
  -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
  "${where}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/build" --target consumer)
run("${SCRATCH}/build/consumer")
string(FIND "${output}" "\"name\": \"from-a-consumer\"" at)
if(at EQUAL -1)
  message(FATAL_ERROR "the consumer does not print its topic, but:\n${output}")
endif()
if(WAY STREQUAL "installed")
  run("${CMAKE_COMMAND}" --build "${SCRATCH}/build" --target my-infra)
  run("${SCRATCH}/build/my-infra" synth --stdout)
  string(FIND "${output}" "\"bucket\": \"example-uploads\"" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "my-infra does not print its bucket, but:\n${output}")
  endif()
endif()
