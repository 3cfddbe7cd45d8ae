# SPDX-License-Identifier: Apache-2.0
# Third-party libraries: those of the system, else pinned sources.
