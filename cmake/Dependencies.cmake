# SPDX-License-Identifier: Apache-2.0
# Third-party libraries: those of the system, else pinned sources.
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 2.1 REQUIRED)

# idm_synth_fmt, idm_synth_spdlog: what the sources link. A distribution has fmt and spdlog as
# shared libraries only, which a static program cannot use; it takes their headers instead, which
# cost it compile time.
add_library(idm_synth_fmt INTERFACE)
add_library(idm_synth_spdlog INTERFACE)
get_target_property(fmt_type fmt::fmt TYPE)
if(IDM_SYNTH_STATIC AND fmt_type STREQUAL "SHARED_LIBRARY")
  target_link_libraries(idm_synth_fmt INTERFACE fmt::fmt-header-only)
  # spdlog::spdlog_header_only would link the shared fmt.
  target_compile_definitions(idm_synth_spdlog INTERFACE SPDLOG_FMT_EXTERNAL)
  target_include_directories(idm_synth_spdlog SYSTEM INTERFACE
    "$<BUILD_INTERFACE:$<TARGET_PROPERTY:spdlog::spdlog_header_only,INTERFACE_INCLUDE_DIRECTORIES>>")
  target_link_libraries(idm_synth_spdlog INTERFACE idm_synth_fmt)
else()
  target_link_libraries(idm_synth_fmt INTERFACE fmt::fmt)
  target_link_libraries(idm_synth_spdlog INTERFACE spdlog::spdlog)
endif()
