// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes paths as PostgreSQL shows them. */
final class PathText {

  private PathText() {}

  static String of(PathNode node) {
    if (node instanceof PathNode.Logical || isInfix(node)) {
      return "(" + inner(node) + ")";
    }
    return inner(node);
  }

  private static boolean isInfix(PathNode node) {
    return node instanceof PathNode.Arithmetic
        || node instanceof PathNode.Sign
        || node instanceof PathNode.Comparison
        || node instanceof PathNode.StartsWith
        || node instanceof PathNode.LikeRegex;
  }

  /** 0 for {@code ||} up to 5 for signs; what cannot need brackets is 6. */
  private static int priority(PathNode node) {
    if (node instanceof PathNode.Logical logical) {
      return logical.and() ? 1 : 0;
    }
    if (node instanceof PathNode.Comparison || node instanceof PathNode.StartsWith) {
      return 2;
    }
    if (node instanceof PathNode.Arithmetic arithmetic) {
      return "+-".contains(arithmetic.operator()) ? 3 : 4;
    }
    return node instanceof PathNode.Sign ? 5 : 6;
  }

  private static String operand(PathNode node, int priority) {
    String text = inner(node);
    return priority(node) <= priority ? "(" + text + ")" : text;
  }

  private static String infix(PathNode left, String operator, PathNode right, int priority) {
    return operand(left, priority) + " " + operator + " " + operand(right, priority);
  }

  static String inner(PathNode node) {
    if (node instanceof PathNode.Literal literal) {
      return literal(literal.value());
    }
    if (node instanceof PathNode.Variable variable) {
      return "$" + JsonString.quote(variable.name());
    }
    if (node instanceof PathNode.Logical logical) {
      return infix(
          logical.left(), logical.and() ? "&&" : "||", logical.right(), logical.and() ? 1 : 0);
    }
    if (node instanceof PathNode.Comparison comparison) {
      return infix(comparison.left(), comparison.operator(), comparison.right(), 2);
    }
    if (node instanceof PathNode.Arithmetic arithmetic) {
      return infix(
          arithmetic.left(), arithmetic.operator(), arithmetic.right(), priority(arithmetic));
    }
    if (node instanceof PathNode.StartsWith starts) {
      return infix(starts.whole(), "starts with", starts.start(), 2);
    }
    if (node instanceof PathNode.LikeRegex regex) {
      String flags = regex.flags().isEmpty() ? "" : " flag " + JsonString.quote(regex.flags());
      return operand(regex.operand(), 2)
          + " like_regex "
          + JsonString.quote(regex.pattern())
          + flags;
    }
    return other(node);
  }

  private static String other(PathNode node) {
    if (node instanceof PathNode.Not not) {
      return "!(" + inner(not.operand()) + ")";
    }
    if (node instanceof PathNode.IsUnknown unknown) {
      return "(" + inner(unknown.operand()) + ") is unknown";
    }
    if (node instanceof PathNode.Exists exists) {
      return "exists (" + inner(exists.operand()) + ")";
    }
    if (node instanceof PathNode.Sign sign) {
      return sign.operator() + operand(sign.operand(), 5);
    }
    if (node instanceof PathNode.Chain chain) {
      return chain(chain);
    }
    return node instanceof PathNode.Root ? "$" : node instanceof PathNode.Current ? "@" : "last";
  }

  private static String chain(PathNode.Chain chain) {
    StringBuilder out = new StringBuilder();
    boolean number =
        chain.head() instanceof PathNode.Literal literal && literal.value() instanceof BigDecimal;
    boolean bracket = number || priority(chain.head()) < 6 || chain.head().isPredicate();
    out.append(bracket ? "(" + inner(chain.head()) + ")" : inner(chain.head()));
    chain.steps().forEach(step -> out.append(step(step)));
    return out.toString();
  }

  private static String step(PathStep step) {
    if (step instanceof PathStep.Member member) {
      return "." + JsonString.quote(member.name());
    }
    if (step instanceof PathStep.AnyMember) {
      return ".*";
    }
    if (step instanceof PathStep.AnyElement) {
      return "[*]";
    }
    if (step instanceof PathStep.Filter filter) {
      return "?(" + inner(filter.condition()) + ")";
    }
    if (step instanceof PathStep.Method method) {
      return "." + method.name() + "()";
    }
    if (step instanceof PathStep.AnyLevel level) {
      return levels(level);
    }
    return ranges(((PathStep.Elements) step).ranges());
  }

  private static String levels(PathStep.AnyLevel level) {
    if (level.from() == 0 && level.to() == -1) {
      return ".**";
    }
    String from = level.from() < 0 ? "last" : String.valueOf(level.from());
    String to = level.to() < 0 ? "last" : String.valueOf(level.to());
    return ".**{" + (from.equals(to) ? from : from + " to " + to) + "}";
  }

  private static String ranges(List<PathStep.Range> ranges) {
    return ranges.stream()
        .map(r -> inner(r.from()) + (r.to() == null ? "" : " to " + inner(r.to())))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }
    return value instanceof String text ? JsonString.quote(text) : String.valueOf(value);
  }
}
