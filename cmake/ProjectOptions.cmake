# SPDX-License-Identifier: Apache-2.0
# Language, warnings and other properties of every target of this project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(IDM_SYNTH_WARNINGS_AS_ERRORS "Treat the compiler's warnings as errors" OFF)
option(IDM_SYNTH_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(IDM_SYNTH_STATIC "Link the programs statically, so that they start faster" OFF)

# What every target of the project is compiled with.
add_library(idm_synth_options INTERFACE)
target_compile_options(idm_synth_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  $<$<BOOL:${IDM_SYNTH_WARNINGS_AS_ERRORS}>:-Werror>
  # Diagnostics show places in the source; no path of the building machine may come with them.
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
if(IDM_SYNTH_SANITIZE)
  target_compile_options(idm_synth_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(idm_synth_options INTERFACE -fsanitize=address,undefined)
endif()

# idm_synth_library(<layer> SOURCES <file>... [LINKS <target>...])
# One static library for each layer of the architecture.
function(idm_synth_library layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  add_library(idm_synth_${layer} STATIC ${arg_SOURCES})
  add_library(idm_synth::${layer} ALIAS idm_synth_${layer})
  target_include_directories(idm_synth_${layer} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<INSTALL_INTERFACE:include>")
  target_link_libraries(idm_synth_${layer}
    PUBLIC ${arg_LINKS}
    PRIVATE "$<BUILD_INTERFACE:idm_synth_options>" ${arg_PRIVATE_LINKS})
  target_compile_features(idm_synth_${layer} PUBLIC cxx_std_20)
endfunction()
