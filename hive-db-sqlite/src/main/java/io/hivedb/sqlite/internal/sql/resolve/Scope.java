// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an expression sees, and what it is allowed to contain. */
final class Scope {

  /** A visible column. */
  record Item(String name, PgType type, int typmod, String sql, Typed.@Nullable Origin origin) {}

  /** A visible relation; hidden columns are those that USING merged. */
  record Source(
      String name,
      @Nullable String schema,
      List<Item> items,
      @Nullable Table table,
      Set<String> hidden,
      boolean scalar) {

    Source(
        String name,
        @Nullable String schema,
        List<Item> items,
        @Nullable Table table,
        Set<String> hidden) {
      this(name, schema, items, table, hidden, false);
    }

    private boolean isNamedAs(Source other) {
      return other.name.equals(name) && Objects.equals(other.schema, schema);
    }
  }

  /** A common table expression. */
  record CommonTable(String sqlite, List<Item> items) {}

  private final @Nullable Scope parent;
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, CommonTable> commonTables = new HashMap<>();
  private final List<Select.NamedWindow> windows = new ArrayList<>();
  private boolean variables;
  private boolean aside;
  private final AggregateUse aggregates = new AggregateUse();
  private final Grouping grouping = new Grouping();
  private final SelectSets sets = new SelectSets();

  Scope(@Nullable Scope parent) {
    this.parent = parent;
  }

  /** The visible name of the table that a statement changes. */
  String target(Table table) {
    return sources.stream()
        .filter(source -> table.equals(source.table()))
        .map(Source::name)
        .findFirst()
        .orElse(table.name());
  }

  @Nullable Scope parent() {
    return parent;
  }

  /** What is resolved in here is a query in FROM or WITH. */
  void aside() {
    aside = true;
  }

  /** Whether a query here is the statement itself, not one within another. */
  boolean isOfStatement(Scope top) {
    Scope around = parent;
    while (around != null && around != top && around.sources.isEmpty() && !around.aside) {
      around = around.parent;
    }
    return around == top;
  }

  /** These are the variables of a routine; whether a column may not have one's name. */
  void variables(boolean exclusive) {
    variables = exclusive;
  }

  boolean areVariables() {
    return variables;
  }

  List<Source> sources() {
    return sources;
  }

  void add(Source source) {
    if (!source.name().isEmpty() && sources.stream().anyMatch(source::isNamedAs)) {
      throw new PgException(
          "42712", "table name \"" + source.name() + "\" specified more than once");
    }
    sources.add(source);
  }

  void define(String name, CommonTable table) {
    commonTables.put(name, table);
  }

  /** Takes over the common tables of another scope. */
  void inherit(Scope other) {
    commonTables.putAll(other.commonTables);
  }

  @Nullable CommonTable commonTable(String name) {
    CommonTable found = commonTables.get(name);
    return found == null && parent != null ? parent.commonTable(name) : found;
  }

  List<Select.NamedWindow> windows() {
    return windows;
  }

  /** Which aggregates there are, and where there may be none. */
  AggregateUse aggregates() {
    return aggregates;
  }

  /** What is grouped by. */
  Grouping grouping() {
    return grouping;
  }

  /** The set-returning functions of the select list. */
  SelectSets sets() {
    return sets;
  }

  /** Null for a key of another grouping set, outside of aggregates. */
  @Nullable Typed nulled(String identity) {
    Typed found = aggregates.isInside() ? null : grouping.set().nulled(identity);
    return found == null && parent != null ? parent.nulled(identity) : found;
  }

  /** Looks a column up here and then further out. */
  Typed column(List<String> names, int position) {
    return new ColumnLookup(this, names, position).column();
  }

  /** The alias of a table that is there under one. */
  @Nullable String aliasOf(String name) {
    for (Source source : sources) {
      if (source.table() != null && source.table().name().equals(name)) {
        return source.name();
      }
    }
    return parent == null ? null : parent.aliasOf(name);
  }

  @Nullable Source source(String name) {
    for (Source source : sources) {
      if (source.name().equals(name)) {
        return source;
      }
    }
    return parent == null ? null : parent.source(name);
  }
}
