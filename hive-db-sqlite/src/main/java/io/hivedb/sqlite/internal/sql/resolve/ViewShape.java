// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.FromItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view whose rows and columns are those of one relation: PostgreSQL changes that instead.
 *
 * @param base the relation
 * @param columns the base's columns by the view's names, in the view's order
 * @param where which rows it shows
 */
record ViewShape(Relation base, Map<String, String> columns, @Nullable Expr where) {

  static ViewShape of(Relation.View view, Context context, String command) {
    Select query = view.query();
    String problem = problem(query);
    if (problem != null) {
      throw notUpdatable(view, command, problem);
    }
    Select.Core core = (Select.Core) query.body();
    FromItem.Relation from = (FromItem.Relation) core.from().get(0);
    Relation base = context.catalog().find(from.name().schema(), from.name().name(), view.path());
    boolean aliased = from.alias() != null && !from.alias().columns().isEmpty();
    if (base == null || base instanceof Relation.Sequence || aliased) {
      throw PgException.unsupported("a change through a view of this kind");
    }
    List<String> sources = sources(core, base);
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < view.columns().size(); i++) {
      columns.put(view.columns().get(i).name(), sources.get(i));
    }
    return new ViewShape(base, columns, core.where());
  }

  private static List<String> sources(Select.Core core, Relation base) {
    List<String> sources = new ArrayList<>();
    for (Select.Item item : core.items()) {
      if (item.value() instanceof Expr.Star) {
        Comments.columns(base).stream().map(Column::name).forEach(sources::add);
      } else if (item.value() instanceof Expr.ColumnRef ref && !sources.contains(ref.last())) {
        sources.add(ref.last());
      } else {
        throw PgException.unsupported("a change through a view that computes columns");
      }
    }
    return sources;
  }

  static @Nullable String problem(Select query) {
    if (!query.with().isEmpty()) {
      return "containing WITH";
    }
    if (!(query.body() instanceof Select.Core core)) {
      return query.body() instanceof Select.SetOperation
          ? "containing UNION, INTERSECT, or EXCEPT"
          : "that do not select from a single table or view";
    }
    if (core.distinct() || !core.distinctOn().isEmpty()) {
      return "containing DISTINCT";
    }
    if (!core.groupBy().isEmpty() || !core.groupingSets().isEmpty()) {
      return "containing GROUP BY";
    }
    if (core.having() != null) {
      return "containing HAVING";
    }
    if (query.limit() != null || query.offset() != null) {
      return "containing LIMIT or OFFSET";
    }
    boolean one = core.from().size() == 1 && core.from().get(0) instanceof FromItem.Relation;
    return one ? null : "that do not select from a single table or view";
  }

  private static PgException notUpdatable(Relation.View view, String command, String problem) {
    String verb =
        switch (command) {
          case "INSERT" -> "insert into";
          case "UPDATE" -> "update";
          default -> "delete from";
        };
    String doing = command.equals("UPDATE") ? "updating" : verb.replaceFirst("e?($| )", "ing$1");
    return new PgException("55000", "cannot " + verb + " view \"" + view.name() + "\"")
        .detail("Views " + problem + " are not automatically updatable.")
        .hint(
            ("To enable %s the view, provide an INSTEAD OF %s trigger or an unconditional ON %s"
                    + " DO INSTEAD rule.")
                .formatted(doing, command, command));
  }
}
