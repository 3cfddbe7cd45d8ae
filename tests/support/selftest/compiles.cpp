// SPDX-License-Identifier: Apache-2.0
// Wrong on purpose: the compile-fail check must refuse it.
// expect: error
int compiles = 0;
