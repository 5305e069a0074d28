// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Joins; USING and NATURAL are written out as conditions. */
final class Joins {

  private final Resolver resolver;
  private final Sources sources;

  Joins(Resolver resolver, Sources sources) {
    this.resolver = resolver;
    this.sources = sources;
  }

  String join(FromItem.Join join, Scope scope) {
    int before = scope.sources().size();
    String left = sources.item(join.left(), scope);
    int middle = scope.sources().size();
    String right = sources.item(join.right(), scope);
    if (join.right() instanceof FromItem.Join) {
      right = "(" + right + ")";
    }
    String kind =
        join.kind().equals("cross") ? "CROSS JOIN" : join.kind().toUpperCase(Locale.ROOT) + " JOIN";
    List<String> shared = join.natural() ? shared(scope, before, middle) : join.using();
    String condition = "";
    if (!shared.isEmpty()) {
      condition = merge(join, scope, before, middle, shared);
    } else if (join.on() != null) {
      scope.aggregates().forbid("JOIN conditions");
      condition = new Qualifications(resolver).on(join.on(), scope, join.kind().equals("inner"));
      scope.aggregates().forbid("");
    } else if (join.natural()) {
      condition = "1";
    }
    forgetNullable(join.kind(), scope, before, middle);
    String on = condition.isEmpty() ? "" : " ON " + condition;
    return left + " " + kind + " " + right + on;
  }

  private void forgetNullable(String kind, Scope scope, int before, int middle) {
    ConstantColumns columns = resolver.context().constants().columns();
    List<Scope.Source> all = scope.sources();
    if (kind.equals("left") || kind.equals("full")) {
      columns.forget(all.subList(middle, all.size()));
    }
    if (kind.equals("right") || kind.equals("full")) {
      columns.forget(all.subList(before, middle));
    }
  }

  private static List<String> shared(Scope scope, int before, int middle) {
    List<String> names = new ArrayList<>();
    for (Scope.Source source : scope.sources().subList(before, middle)) {
      for (Scope.Item item : source.items()) {
        boolean visible = !source.hidden().contains(item.name());
        boolean also =
            scope.sources().subList(middle, scope.sources().size()).stream()
                .anyMatch(s -> s.items().stream().anyMatch(i -> i.name().equals(item.name())));
        if (visible && also && !names.contains(item.name())) {
          names.add(item.name());
        }
      }
    }
    return names;
  }

  /** The merged columns come first in the star, so they get a source of their own at the front. */
  private String merge(
      FromItem.Join join, Scope scope, int before, int middle, List<String> names) {
    List<Scope.Source> lefts = new ArrayList<>(scope.sources().subList(before, middle));
    List<Scope.Source> rights =
        new ArrayList<>(scope.sources().subList(middle, scope.sources().size()));
    List<Scope.Item> merged = new ArrayList<>();
    StringBuilder condition = new StringBuilder();
    for (String name : names) {
      Scope.Item left = take(lefts, name, "left");
      Scope.Item right = take(rights, name, "right");
      Typed a = Typed.of(left.sql(), left.type(), join.position());
      Typed b = Typed.of(right.sql(), right.type(), join.position());
      condition
          .append(condition.isEmpty() ? "" : " AND ")
          .append(resolver.operators().operator("=", List.of(a, b), join.position()).sql());
      merged.add(item(join.kind(), left, right, a, b));
    }
    scope.sources().add(before, new Scope.Source("", null, merged, null, new HashSet<>()));
    if (join.alias() != null) {
      scope.add(new Scope.Source(join.alias(), null, merged, null, new HashSet<>(names)));
    }
    return condition.toString();
  }

  private Scope.Item item(String kind, Scope.Item left, Scope.Item right, Typed a, Typed b) {
    PgType type = resolver.casts().common(List.of(a, b), "JOIN/USING");
    String x = resolver.casts().implicit(a, type).sql();
    String y = resolver.casts().implicit(b, type).sql();
    if (kind.equals("full")) {
      return new Scope.Item(left.name(), type, -1, "coalesce(" + x + ", " + y + ")", null);
    }
    boolean other = kind.equals("inner") && !left.type().equals(type) && right.type().equals(type);
    boolean takesRight = kind.equals("right") || other;
    Scope.Item chosen = takesRight ? right : left;
    boolean same = chosen.type().equals(type);
    return new Scope.Item(
        left.name(),
        type,
        same ? chosen.typmod() : -1,
        takesRight ? y : x,
        same ? chosen.origin() : null);
  }

  private static Scope.Item take(List<Scope.Source> sources, String name, String side) {
    Scope.Item found = null;
    for (Scope.Source source : sources) {
      for (Scope.Item item : source.items()) {
        if (item.name().equals(name) && !source.hidden().contains(name)) {
          if (found != null) {
            throw new PgException(
                "42702",
                "common column name \"" + name + "\" appears more than once in " + side + " table");
          }
          found = item;
        }
      }
      source.hidden().add(name);
    }
    if (found == null) {
      throw new PgException(
          "42703",
          "column \"" + name + "\" specified in USING clause does not exist in " + side + " table");
    }
    return found;
  }
}
