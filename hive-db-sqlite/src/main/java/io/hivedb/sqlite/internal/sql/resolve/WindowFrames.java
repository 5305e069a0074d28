// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates over frames that SQLite cannot give them: Java keeps the rows of the frame then. */
final class WindowFrames {

  private final Resolver resolver;
  private final Windows windows;

  WindowFrames(Resolver resolver, Windows windows) {
    this.resolver = resolver;
    this.windows = windows;
  }

  /** The aggregate with its OVER; the filter stands between them. */
  String over(String sql, String filter, Window over, Scope scope) {
    Window window = windows.resolved(over, scope);
    Window.Frame frame = window.frame();
    String months = frame == null ? null : months(frame, window.orderBy(), scope);
    String body = sql;
    Window shown = over;
    if (months != null && frame != null) {
      body = sinceMonths(sql, filter, frame, window.orderBy().get(0), months, scope);
      shown = new Window(null, window.partitionBy(), window.orderBy(), null);
    } else if (frame != null && !frame.start().text().equals("UNBOUNDED PRECEDING")) {
      body = moving(sql);
    }
    String clause = filter + " OVER (" + windows.sql(shown, scope) + ")";
    return body.replace(AggregateCalls.FILTER_MARK, clause);
  }

  /** The offset before the current row, if it has months; both ends of others are SQLite's. */
  private @Nullable String months(Window.Frame frame, List<OrderItem> order, Scope scope) {
    boolean simple =
        frame.start().text().equals("PRECEDING")
            && (frame.end() == null || frame.end().text().equals("CURRENT ROW"))
            && frame.exclusion().isEmpty();
    if (!simple || !RangeFrames.isOfTime(resolver, frame, order, scope)) {
      return null;
    }
    return new RangeFrames(resolver, frame, order.get(0)).months(scope);
  }

  private String sinceMonths(
      String sql, String filter, Window.Frame frame, OrderItem item, String months, Scope scope) {
    int at = start(sql);
    String name = at < 0 ? null : Registry.instance().aggregateAt(sql, at);
    if (name == null || !filter.isEmpty()) {
      throw PgException.unsupported("RANGE with an offset of months here")
          .at(item.key().position());
    }
    String key = new RangeFrames(resolver, frame, item).key(scope);
    String open =
        "pg_months('"
            + name
            + "', "
            + Names.literal(months)
            + ", "
            + (item.descending() ? 1 : 0)
            + ", "
            + key;
    int arguments = at + name.length() + 1;
    String rest = sql.substring(arguments);
    boolean none = rest.startsWith("*)");
    return sql.substring(0, at) + open + (none ? rest.substring(1) : ", " + rest);
  }

  private static String moving(String sql) {
    int at = start(sql);
    String name = at < 0 ? null : Registry.instance().aggregateAt(sql, at);
    if (name == null || !Registry.instance().beginsAnew(name)) {
      return sql;
    }
    return sql.substring(0, at)
        + "pg_moving('"
        + name
        + "', "
        + sql.substring(at + name.length() + 1);
  }

  /** Where the outermost aggregate begins: others may be among its arguments. */
  private static int start(String sql) {
    for (int i = 0; i < sql.length(); i++) {
      boolean begins = i == 0 || !Character.isLetterOrDigit(sql.charAt(i - 1));
      begins &= i == 0 || sql.charAt(i - 1) != '_';
      if (begins && Registry.instance().aggregateAt(sql, i) != null) {
        return i;
      }
    }
    return -1;
  }
}
