# SPDX-License-Identifier: Apache-2.0
# Language, warnings and other properties of every target of this project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(IDM_SYNTH_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(IDM_SYNTH_BUILD_EXAMPLES "Build the examples" ${PROJECT_IS_TOP_LEVEL})
option(IDM_SYNTH_INSTALL "Make the install target" ${PROJECT_IS_TOP_LEVEL})
option(IDM_SYNTH_WARNINGS_AS_ERRORS "Treat the compiler's warnings as errors" OFF)
option(IDM_SYNTH_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(IDM_SYNTH_FUZZ "Build the fuzz targets, which needs clang and its libFuzzer" OFF)
option(IDM_SYNTH_PRECOMPILE "Precompile headers: builds sooner, but a missing #include goes unseen" OFF)
option(IDM_SYNTH_STATIC "Link the programs statically, so that they start faster" OFF)

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
  endif()
  find_program(CCACHE_PROGRAM ccache)
  if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  endif()
  # It links the many tests in a tenth of the time. What is installed is linked as the system does.
  find_program(LLD_PROGRAM ld.lld)
  if(LLD_PROGRAM AND CMAKE_BUILD_TYPE STREQUAL "Debug")
    add_link_options(-fuse-ld=lld)
  endif()
  # The programs are easy to find: build/release/idm-synth.
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endif()
if(IDM_SYNTH_STATIC)
  # What is not used is left out: the kernel maps a program bit by bit as it runs, and each bit takes
  # microseconds.
  add_compile_options(-ffunction-sections -fdata-sections)
  add_link_options(-static -Wl,--gc-sections)
endif()

# What every target of the project is compiled with.
add_library(idm_synth_options INTERFACE)
target_compile_options(idm_synth_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  $<$<CXX_COMPILER_ID:Clang>:-Wreserved-identifier>
  $<$<BOOL:${IDM_SYNTH_WARNINGS_AS_ERRORS}>:-Werror>
  # Diagnostics show places in the source; no path of the building machine may come with them.
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
if(IDM_SYNTH_SANITIZE)
  target_compile_options(idm_synth_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(idm_synth_options INTERFACE -fsanitize=address,undefined)
endif()

# idm_synth_precompile(<name> <header>...): for targets that call
# target_precompile_headers(<target> REUSE_FROM <name>). They must have the same compile options.
function(idm_synth_precompile name)
  file(CONFIGURE OUTPUT ${name}.cpp CONTENT "")
  add_library(${name} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  target_link_libraries(${name} PRIVATE idm_synth_options)
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

# libFuzzer steers by what of the library was reached; what of a test was, is of no use to it.
set(idm_synth_library_options "$<$<BOOL:${IDM_SYNTH_FUZZ}>:-fsanitize=fuzzer-no-link>")

if(IDM_SYNTH_PRECOMPILE)
  set(idm_synth_standard_headers
    <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <set> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector>)
  idm_synth_precompile(idm_synth_precompiled ${idm_synth_standard_headers})
  target_compile_options(idm_synth_precompiled PRIVATE ${idm_synth_library_options})
endif()

# idm_synth_library(<layer> SOURCES <file>... [LINKS <target>...] [PRIVATE_LINKS <target>...])
# One static library for each layer of the architecture. Those in src/ are installed.
function(idm_synth_library layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  add_library(idm_synth_${layer} STATIC ${arg_SOURCES})
  add_library(idm_synth::${layer} ALIAS idm_synth_${layer})
  target_include_directories(idm_synth_${layer} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<INSTALL_INTERFACE:include>")
  target_link_libraries(idm_synth_${layer}
    PUBLIC ${arg_LINKS}
    PRIVATE "$<BUILD_INTERFACE:idm_synth_options>")
  target_compile_options(idm_synth_${layer} PRIVATE ${idm_synth_library_options})
  if(IDM_SYNTH_PRECOMPILE)
    target_precompile_headers(idm_synth_${layer} REUSE_FROM idm_synth_precompiled)
  endif()
  foreach(link IN LISTS arg_PRIVATE_LINKS)
    if(link MATCHES "^idm_synth")
      target_link_libraries(idm_synth_${layer} PRIVATE ${link})
    else()
      # Headers that only the sources include: who uses the installed library needs none of them.
      target_link_libraries(idm_synth_${layer} PRIVATE "$<BUILD_INTERFACE:${link}>")
    endif()
  endforeach()
  target_compile_features(idm_synth_${layer} PUBLIC cxx_std_20)
  set_target_properties(idm_synth_${layer} PROPERTIES EXPORT_NAME ${layer})

  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}"
    OUTPUT_VARIABLE directory)
  if(IDM_SYNTH_INSTALL AND directory MATCHES "^src/")
    install(TARGETS idm_synth_${layer} EXPORT idm-synth-targets)
  endif()
endfunction()
