// SPDX-License-Identifier: Apache-2.0
// Deprecated: an argument or block that the provider asks to set no more.
#pragma once

#include <concepts>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/block.hpp>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace idm_synth {

namespace detail {

/// What stands in the braces of a list, map or Blocks; nothing fits where Base takes no braces.
template <class Base>
struct ItemOf {
  struct Type {
    Type() = delete;
  };
};
template <class Base>
requires requires {
  typename Base::Items;
}
struct ItemOf<Base> {
  using Type = typename Base::Items::value_type;
};

}  // namespace detail

/// Base (an Attr, Block, Blocks, …) where setting it compiles with a warning that shows Name.
/// The member itself cannot carry the attribute: g++ 12 then warns of every struct that leaves it
/// out, and not of the initializer that names it.
template <class Base, FixedString Name>
class Deprecated : public Base {
 public:
  Deprecated() = default;

  template <class Any>
  requires std::convertible_to<Any, Base> &&
      (!std::derived_from<std::remove_cvref_t<Any>, Deprecated>)  //
      [[deprecated("the provider deprecates this argument")]] Deprecated(Any&& value)
      : Base(std::forward<Any>(value)) {}

  [[deprecated("the provider deprecates this argument")]]  //
  Deprecated(std::initializer_list<typename detail::ItemOf<Base>::Type> items)
      : Base(items) {}
};

}  // namespace idm_synth
