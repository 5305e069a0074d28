// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run of a path over a document, as PostgreSQL's executor walks it. */
final class PathRun {

  /** Ends a walk that needs no more items. */
  private static final class Enough extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }

  private final Path path;
  private final @Nullable Object document;
  private final Map<?, ?> variables;
  private final PathHost host;
  private final PathConditions conditions;
  private boolean ignoresStructure;
  private int size = -1;

  PathRun(Path path, PathHost host, @Nullable Object document, Map<?, ?> variables) {
    this.path = path;
    this.document = document;
    this.variables = variables;
    this.ignoresStructure = path.lax();
    this.conditions = new PathConditions(this, host);
    this.host = host;
  }

  boolean lax() {
    return path.lax();
  }

  /** All items of the path. */
  List<@Nullable Object> all() {
    return items(path.root(), document, false);
  }

  /** Whether there is an item. */
  boolean any() {
    return exists(path.root(), document);
  }

  boolean exists(PathNode node, @Nullable Object current) {
    if (!lax()) {
      return !items(node, current, false).isEmpty();
    }
    if (node instanceof PathNode.Arithmetic || node instanceof PathNode.Sign) {
      throw PgException.unsupported("whether a calculation of a JSON path exists");
    }
    Enough enough = new Enough();
    try {
      walk(
          node,
          current,
          item -> {
            throw enough;
          });
    } catch (Enough e) {
      if (e == enough) {
        return true;
      }
      throw e;
    }
    return false;
  }

  /** The items of a node; with {@code unwrap} those of arrays where the mode is lax. */
  List<@Nullable Object> items(PathNode node, @Nullable Object current, boolean unwrap) {
    List<@Nullable Object> found = new ArrayList<>();
    walk(
        node,
        current,
        item -> {
          if (unwrap && lax() && item instanceof List<?> list) {
            found.addAll(list);
          } else {
            found.add(item);
          }
        });
    return found;
  }

  private void walk(PathNode node, @Nullable Object current, Consumer<@Nullable Object> sink) {
    if (node instanceof PathNode.Literal literal) {
      sink.accept(literal.value());
    } else if (node instanceof PathNode.Root) {
      sink.accept(document);
    } else if (node instanceof PathNode.Current) {
      sink.accept(current);
    } else if (node instanceof PathNode.Last) {
      sink.accept(BigDecimal.valueOf(size - 1L));
    } else if (node instanceof PathNode.Variable variable) {
      sink.accept(variable(variable.name()));
    } else if (node instanceof PathNode.Chain chain) {
      walk(chain.head(), current, item -> step(chain.steps(), 0, item, current, lax(), sink));
    } else if (node instanceof PathNode.Arithmetic arithmetic) {
      sink.accept(calculate(arithmetic, current));
    } else if (node instanceof PathNode.Sign sign) {
      sign(sign, current, sink);
    } else {
      sink.accept(conditions.test(node, current));
    }
  }

  @Nullable Object variable(String name) {
    if (!variables.containsKey(name)) {
      throw new PgException("42704", "could not find jsonpath variable \"" + name + "\"");
    }
    return variables.get(name);
  }

  private BigDecimal calculate(PathNode.Arithmetic node, @Nullable Object current) {
    List<@Nullable Object> leftItems = items(node.left(), current, true);
    List<@Nullable Object> rightItems = items(node.right(), current, true);
    BigDecimal left = single(leftItems, "left", node.operator());
    BigDecimal right = single(rightItems, "right", node.operator());
    return host.calculate(node.operator(), left, right);
  }

  private static BigDecimal single(List<@Nullable Object> items, String side, String operator) {
    if (items.size() == 1 && items.get(0) instanceof BigDecimal number) {
      return number;
    }
    throw new PathError(
        "22038",
        side + " operand of jsonpath operator " + operator + " is not a single numeric value");
  }

  private void sign(PathNode.Sign node, @Nullable Object current, Consumer<@Nullable Object> sink) {
    for (Object item : items(node.operand(), current, true)) {
      if (!(item instanceof BigDecimal number)) {
        throw new PathError(
            "2203B",
            "operand of unary jsonpath operator " + node.operator() + " is not a numeric value");
      }
      sink.accept(node.operator().equals("-") ? number.negate() : number);
    }
  }

  private void step(
      List<PathStep> steps,
      int index,
      @Nullable Object item,
      @Nullable Object current,
      boolean unwrap,
      Consumer<@Nullable Object> sink) {
    if (index == steps.size()) {
      sink.accept(item);
      return;
    }
    PathStep step = steps.get(index);
    Consumer<@Nullable Object> next = n -> step(steps, index + 1, n, current, lax(), sink);
    boolean throughArrays =
        !(step instanceof PathStep.AnyElement
            || step instanceof PathStep.Elements
            || step instanceof PathStep.AnyLevel
            || (step instanceof PathStep.Method m
                && (m.name().equals("type") || m.name().equals("size"))));
    if (throughArrays && unwrap && item instanceof List<?> list) {
      for (Object element : list) {
        step(steps, index, element, current, false, sink);
      }
      return;
    }
    if (step instanceof PathStep.Member member) {
      member(member.name(), item, next);
    } else if (step instanceof PathStep.AnyMember) {
      anyMember(item, next);
    } else if (step instanceof PathStep.AnyElement) {
      anyElement(item, next);
    } else if (step instanceof PathStep.Elements elements) {
      elements(elements, item, current, next);
    } else if (step instanceof PathStep.Filter filter) {
      if (Boolean.TRUE.equals(conditions.test(filter.condition(), item))) {
        next.accept(item);
      }
    } else if (step instanceof PathStep.AnyLevel level) {
      levels(level, item, next);
    } else {
      next.accept(PathMethods.call(((PathStep.Method) step).name(), item, this, host));
    }
  }

  boolean ignoresStructure() {
    return ignoresStructure;
  }

  private void member(String name, @Nullable Object item, Consumer<@Nullable Object> next) {
    if (item instanceof Map<?, ?> map) {
      if (map.containsKey(name)) {
        next.accept(map.get(name));
      } else if (!ignoresStructure) {
        throw new PathError("2203A", "JSON object does not contain key \"" + name + "\"");
      }
    } else if (!ignoresStructure) {
      throw new PathError("2203A", "jsonpath member accessor can only be applied to an object");
    }
  }

  private void anyMember(@Nullable Object item, Consumer<@Nullable Object> next) {
    if (item instanceof Map<?, ?> map) {
      map.values().forEach(next);
    } else if (!ignoresStructure) {
      throw new PathError(
          "2203C", "jsonpath wildcard member accessor can only be applied to an object");
    }
  }

  private void anyElement(@Nullable Object item, Consumer<@Nullable Object> next) {
    if (item instanceof List<?> list) {
      list.forEach(next);
    } else if (lax()) {
      next.accept(item);
    } else if (!ignoresStructure) {
      throw new PathError(
          "22039", "jsonpath wildcard array accessor can only be applied to an array");
    }
  }

  private void elements(
      PathStep.Elements step,
      @Nullable Object item,
      @Nullable Object current,
      Consumer<@Nullable Object> next) {
    if (!(item instanceof List) && !lax()) {
      if (!ignoresStructure) {
        throw new PathError("22039", "jsonpath array accessor can only be applied to an array");
      }
      return;
    }
    List<?> list = item instanceof List<?> l ? l : Collections.singletonList(item);
    int before = size;
    size = list.size();
    for (PathStep.Range range : step.ranges()) {
      long from = subscript(range.from(), current);
      long to = range.to() == null ? from : subscript(range.to(), current);
      if (!ignoresStructure && (from < 0 || from > to || to >= list.size())) {
        throw new PathError("22033", "jsonpath array subscript is out of bounds");
      }
      for (long i = Math.max(from, 0); i <= Math.min(to, list.size() - 1L); i++) {
        int inside = size;
        size = before;
        next.accept(list.get((int) i));
        size = inside;
      }
    }
    size = before;
  }

  private long subscript(PathNode node, @Nullable Object current) {
    List<@Nullable Object> items = items(node, current, false);
    if (items.size() != 1 || !(items.get(0) instanceof BigDecimal number)) {
      throw new PathError("22033", "jsonpath array subscript is not a single numeric value");
    }
    BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
    if (whole.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw new PathError("22033", "jsonpath array subscript is out of integer range");
    }
    return whole.longValueExact();
  }

  private void levels(
      PathStep.AnyLevel step, @Nullable Object item, Consumer<@Nullable Object> next) {
    boolean before = ignoresStructure;
    ignoresStructure = true;
    try {
      if (step.from() == 0) {
        next.accept(item);
      }
      PathLevels.descend(step, item, 1, next);
    } finally {
      ignoresStructure = before;
    }
  }
}
