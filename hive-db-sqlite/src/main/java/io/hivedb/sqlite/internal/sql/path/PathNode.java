// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a path. */
sealed interface PathNode {

  /** Whether its value is true, false or unknown, so that it stands where conditions do. */
  default boolean isPredicate() {
    return false;
  }

  /** A number, text, boolean or null. */
  record Literal(@Nullable Object value) implements PathNode {}

  /** {@code $}. */
  record Root() implements PathNode {}

  /** {@code @}. */
  record Current() implements PathNode {}

  /** {@code last}. */
  record Last() implements PathNode {}

  /** {@code $name}. */
  record Variable(String name) implements PathNode {}

  /** A value with steps from it. */
  record Chain(PathNode head, List<PathStep> steps) implements PathNode {}

  /** {@code + - * / %}. */
  record Arithmetic(String operator, PathNode left, PathNode right) implements PathNode {}

  /** {@code +x}, {@code -x}. */
  record Sign(String operator, PathNode operand) implements PathNode {}

  /** {@code &&} or {@code ||}. */
  record Logical(boolean and, PathNode left, PathNode right) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }

  /** {@code !}. */
  record Not(PathNode operand) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }

  /** {@code is unknown}. */
  record IsUnknown(PathNode operand) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }

  /** {@code exists}. */
  record Exists(PathNode operand) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }

  /** {@code == != < <= > >=}. */
  record Comparison(String operator, PathNode left, PathNode right) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }

  /** {@code starts with}. */
  record StartsWith(PathNode whole, PathNode start) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }

  /** {@code like_regex}. */
  record LikeRegex(PathNode operand, String pattern, String flags) implements PathNode {
    @Override
    public boolean isPredicate() {
      return true;
    }
  }
}
