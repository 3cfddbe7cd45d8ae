# SPDX-License-Identifier: Apache-2.0
# Third-party libraries: those of the system, else pinned sources.
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 2.1 REQUIRED)
