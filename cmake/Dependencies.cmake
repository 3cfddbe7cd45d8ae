# SPDX-License-Identifier: Apache-2.0
# Third-party libraries: those of the system, else pinned sources.
find_package(nlohmann_json 3.11 REQUIRED)
