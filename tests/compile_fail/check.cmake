# SPDX-License-Identifier: Apache-2.0
# Checks one case: cmake -DCOMPILER=… -DCOMPILER_ID=… -DINCLUDES=… -DSOURCE=… -P check.cmake
cmake_minimum_required(VERSION 3.25)

if(COMPILER_ID MATCHES "Clang")
  set(family clang)
  set(no_source_lines -fno-caret-diagnostics)
else()
  set(family g\\+\\+)
  set(no_source_lines -fno-diagnostics-show-caret)
endif()
# A FATAL_ERROR alone would wrap the lines.
function(fail text)
  message(NOTICE "${text}")
  message(FATAL_ERROR "the case failed")
endfunction()

list(TRANSFORM INCLUDES PREPEND "-I")
# Without the source lines that a message quotes: the words must be the compiler's.
execute_process(
  COMMAND "${CMAKE_COMMAND}" -E env LC_ALL=C
    "${COMPILER}" -std=c++20 -fsyntax-only ${no_source_lines} ${INCLUDES} "${SOURCE}"
  RESULT_VARIABLE result
  OUTPUT_VARIABLE output
  ERROR_VARIABLE output)

cmake_path(GET SOURCE FILENAME name)
if(name STREQUAL "control.cpp")
  if(NOT result EQUAL 0)
    fail("the control must compile:\n${output}")
  endif()
  return()
endif()

file(STRINGS "${SOURCE}" expectations REGEX "^ *// expect(-${family})?: ")
if(NOT expectations)
  fail("${SOURCE} has no line `// expect: words` for this compiler")
endif()
if(result EQUAL 0)
  fail("${SOURCE} compiles, and should not")
endif()
foreach(expectation IN LISTS expectations)
  string(REGEX REPLACE "^ *// expect[^:]*: " "" words "${expectation}")
  string(FIND "${output}" "${words}" at)
  if(at EQUAL -1)
    fail("the compiler does not say `${words}`, but:\n${output}")
  endif()
endforeach()
