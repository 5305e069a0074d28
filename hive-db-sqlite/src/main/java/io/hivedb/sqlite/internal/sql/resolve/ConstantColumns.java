// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Select;
import io.hivedb.sqlite.internal.sql.plan.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns of queries in FROM that are constants: PostgreSQL makes such a query a part of what is
 * around it, where it so computes what is made of them.
 */
final class ConstantColumns {

  private static final Pattern READ = Pattern.compile("\\br\\d+\\.c(?:olumn)?\\d+\\b");

  /**
   * A constant.
   *
   * @param stable whether it depends on settings
   * @param common the common table that it is a column of; empty for another query
   */
  record Column(String sql, boolean stable, String common) {}

  private final Constants constants;
  private final Map<String, Column> columns = new HashMap<>();
  private final Map<String, Column> nulled = new HashMap<>();

  ConstantColumns(Constants constants) {
    this.constants = constants;
  }

  /** A query in FROM, under its alias. */
  void derived(String alias, Select select, Query query) {
    add(alias, select, query, "");
  }

  /** A query of WITH, by its name. */
  void common(String name, Select select, Query query) {
    add(name, select, query, name);
  }

  private void add(String alias, Select select, Query query, String common) {
    List<Query.Output> outputs = query.outputs();
    boolean row = query instanceof ValuesQuery values && values.rows().size() == 1;
    for (int i = 0; (row || Sublinks.isPulledUp(select)) && i < outputs.size(); i++) {
      String sql =
          query instanceof ValuesQuery values
              ? values.rows().get(0).get(i).sql()
              : outputs.get(i).value().sql();
      Column constant = constants.known(sql, common);
      if (constant != null) {
        String name = common.isEmpty() ? query.columnName(i) : "c" + (i + 1);
        columns.put(alias + "." + name, constant);
      }
    }
    boolean any = columns.keySet().stream().anyMatch(name -> name.startsWith(alias + "."));
    if (any && !isPlain(query.render())) {
      columns.keySet().removeIf(name -> name.startsWith(alias + "."));
    }
  }

  /** Sets, aggregates and windows keep a query what it is. */
  private static boolean isPlain(String sql) {
    return !sql.contains("json_each(") && Sublinks.isSimple(SqlTree.of(sql));
  }

  /** A common table is read under an alias. */
  void read(String name, String alias, int width) {
    for (int i = 1; i <= width; i++) {
      Column column = columns.get(name + ".c" + i);
      if (column != null) {
        columns.put(alias + ".c" + i, column);
      }
    }
  }

  /** An outer join makes nulls of columns; what was made of them before stands in its ON. */
  void forget(List<Scope.Source> sources) {
    for (Scope.Source source : sources) {
      for (Scope.Item item : source.items()) {
        Column column = columns.remove(item.sql());
        if (column != null) {
          nulled.put(item.sql(), column);
        }
      }
    }
  }

  @Nullable Column of(String sql) {
    return columns.get(sql);
  }

  /** SQL with the constants in the place of the columns. */
  String inline(String sql, List<Step> statements) {
    return columns.isEmpty() ? sql : inline(sql, statements, columns::get);
  }

  /** The SQL of a constant with those in the place of the columns that are none elsewhere. */
  String inlineOn(String sql, List<Step> statements) {
    return nulled.isEmpty()
        ? inline(sql, statements)
        : inline(sql, statements, read -> columns.getOrDefault(read, nulled.get(read)));
  }

  private static String inline(
      String sql, List<Step> statements, Function<String, @Nullable Column> known) {
    return READ.matcher(sql)
        .replaceAll(
            read -> {
              Column column = known.apply(read.group());
              boolean inlined = column != null && isInlined(column.common(), statements);
              return Matcher.quoteReplacement(
                  column != null && inlined
                      ? inline(column.sql(), statements, known)
                      : read.group());
            });
  }

  /** A common table that is read twice, or is to be kept, is computed on its own. */
  private static boolean isInlined(String common, List<Step> statements) {
    if (common.isEmpty()) {
      return true;
    }
    Pattern read = Pattern.compile("\\b" + common + " AS r\\d+\\b");
    long reads = statements.stream().mapToLong(s -> read.matcher(s.sql()).results().count()).sum();
    Pattern kept = Pattern.compile("\\b" + common + "\\([^()]*\\) AS MATERIALIZED ");
    return reads == 1 && statements.stream().noneMatch(s -> kept.matcher(s.sql()).find());
  }
}
