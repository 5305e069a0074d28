// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that lies below an item. */
final class PathLevels {

  private PathLevels() {}

  static void descend(
      PathStep.AnyLevel step, @Nullable Object item, int level, Consumer<@Nullable Object> next) {
    Iterable<?> children =
        item instanceof Map<?, ?> map
            ? map.values()
            : item instanceof List<?> list ? list : List.of();
    for (Object child : children) {
      boolean container = child instanceof Map || child instanceof List;
      boolean leavesOnly = step.from() < 0 && step.to() < 0;
      boolean inRange = step.from() >= 0 && level >= step.from();
      if (step.to() >= 0 && level > step.to()) {
        return;
      }
      if (inRange || (leavesOnly && !container)) {
        next.accept(child);
      }
      if (container && (step.to() < 0 || level < step.to())) {
        descend(step, child, level + 1, next);
      }
    }
  }
}
