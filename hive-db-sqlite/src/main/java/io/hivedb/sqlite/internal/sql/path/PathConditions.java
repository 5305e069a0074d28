// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions; null is unknown. */
final class PathConditions {

  private final PathRun run;
  private final PathHost host;

  PathConditions(PathRun run, PathHost host) {
    this.run = run;
    this.host = host;
  }

  private interface Test {
    @Nullable Boolean test(@Nullable Object left, @Nullable Object right);
  }

  @Nullable Boolean test(PathNode node, @Nullable Object current) {
    if (node instanceof PathNode.Logical logical) {
      return logical(logical, current);
    }
    if (node instanceof PathNode.Not not) {
      Boolean value = test(not.operand(), current);
      return value == null ? null : !value;
    }
    if (node instanceof PathNode.IsUnknown unknown) {
      return test(unknown.operand(), current) == null;
    }
    if (node instanceof PathNode.Exists exists) {
      try {
        return run.exists(exists.operand(), current);
      } catch (PathError e) {
        return null;
      }
    }
    if (node instanceof PathNode.Comparison comparison) {
      return any(
          comparison.left(),
          comparison.right(),
          current,
          (left, right) -> compare(comparison.operator(), left, right));
    }
    if (node instanceof PathNode.StartsWith starts) {
      return any(starts.whole(), starts.start(), current, PathConditions::startsWith);
    }
    PathNode.LikeRegex regex = (PathNode.LikeRegex) node;
    return any(
        regex.operand(),
        new PathNode.Literal(""),
        current,
        (left, right) ->
            left instanceof String text
                ? (Boolean) host.matches(text, regex.pattern(), regex.flags())
                : null);
  }

  private @Nullable Boolean logical(PathNode.Logical node, @Nullable Object current) {
    Boolean left = test(node.left(), current);
    if (left != null && left != node.and()) {
      return left;
    }
    Boolean right = test(node.right(), current);
    if (right != null && right != node.and()) {
      return right;
    }
    return left == null ? null : right;
  }

  private @Nullable Boolean any(
      PathNode left, PathNode right, @Nullable Object current, Test test) {
    List<@Nullable Object> lefts;
    List<@Nullable Object> rights;
    try {
      lefts = run.items(left, current, true);
      rights = run.items(right, current, true);
    } catch (PathError e) {
      return null;
    }
    boolean error = false;
    boolean found = false;
    for (Object one : lefts) {
      for (Object other : rights) {
        Boolean result = test.test(one, other);
        if (result == null) {
          if (!run.lax()) {
            return null;
          }
          error = true;
        } else if (result) {
          if (run.lax()) {
            return true;
          }
          found = true;
        }
      }
    }
    return found ? (Boolean) true : error ? null : (Boolean) false;
  }

  private static @Nullable Boolean startsWith(@Nullable Object whole, @Nullable Object start) {
    if (whole instanceof String text && start instanceof String prefix) {
      return text.startsWith(prefix);
    }
    return null;
  }

  private static @Nullable Boolean compare(
      String operator, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right ? holds(operator, 0) : (Boolean) operator.equals("!=");
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return holds(operator, a.compareTo(b));
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return holds(operator, a.compareTo(b));
    }
    if (left instanceof String a && right instanceof String b) {
      return holds(operator, compare(a, b));
    }
    return null;
  }

  /** By code points, as bytes of UTF-8 are. */
  private static int compare(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    return Arrays.compare(a, b);
  }

  private static Boolean holds(String operator, int order) {
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  static String typeOf(@Nullable Object item) {
    if (item == null) {
      return "null";
    }
    if (item instanceof Map) {
      return "object";
    }
    if (item instanceof List) {
      return "array";
    }
    return item instanceof Boolean ? "boolean" : item instanceof BigDecimal ? "number" : "string";
  }
}
