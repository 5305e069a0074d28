// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step from an item to others. */
sealed interface PathStep {

  /** {@code .name}. */
  record Member(String name) implements PathStep {}

  /** {@code .*}. */
  record AnyMember() implements PathStep {}

  /** {@code [*]}. */
  record AnyElement() implements PathStep {}

  /** {@code [1, 3 to last]}. */
  record Elements(List<Range> ranges) implements PathStep {}

  /** One subscript, or two. */
  record Range(PathNode from, @Nullable PathNode to) {}

  /** {@code .**}, from a level to another; -1 is the last. */
  record AnyLevel(int from, int to) implements PathStep {}

  /** {@code ? (condition)}. */
  record Filter(PathNode condition) implements PathStep {}

  /** {@code .size()} and its like. */
  record Method(String name) implements PathStep {}
}
