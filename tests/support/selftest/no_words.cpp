// SPDX-License-Identifier: Apache-2.0
// Wrong on purpose: the compile-fail check must refuse it.
int no_words = "text";
