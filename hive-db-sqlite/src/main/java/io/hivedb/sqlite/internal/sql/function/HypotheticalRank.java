// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rank that a row would have among others. The arguments are the OID of the values' type, how
 * they are sorted, the value and the hypothetical one.
 */
final class HypotheticalRank implements Accumulator {

  private final String name;
  private final List<@Nullable Object> values = new ArrayList<>();
  private @Nullable PgType type;
  private String order = "";
  private @Nullable Object mine;

  HypotheticalRank(String name) {
    this.name = name;
  }

  static void register(Registry registry) {
    for (String name : new String[] {"rank", "dense_rank", "percent_rank", "cume_dist"}) {
      registry.accumulators().put("pg_hypothetical_" + name, () -> new HypotheticalRank(name));
    }
  }

  @Override
  public void add(Args args) {
    type = JsonEditing.type(args.small(0));
    order = args.text(1);
    values.add(args.raw(2));
    mine = args.raw(3);
  }

  @Override
  public Object result() {
    PgType known = type;
    if (known == null) {
      return switch (name) {
        case "percent_rank" -> (Object) 0.0;
        case "cume_dist" -> (Object) 1.0;
        default -> (Object) 1L;
      };
    }
    Comparator<@Nullable Object> comparator = comparator(known);
    values.sort(comparator);
    long before = 0;
    long distinct = 0;
    long equal = 0;
    for (int i = 0; i < values.size(); i++) {
      int place = comparator.compare(values.get(i), mine);
      boolean isNew = i == 0 || comparator.compare(values.get(i - 1), values.get(i)) != 0;
      before += place < 0 ? 1 : 0;
      distinct += place < 0 && isNew ? 1 : 0;
      equal += place == 0 ? 1 : 0;
    }
    return switch (name) {
      case "rank" -> (Object) (before + 1);
      case "dense_rank" -> (Object) (distinct + 1);
      case "percent_rank" -> (Object) ((double) before / values.size());
      default -> (Object) ((double) (before + equal + 1) / (values.size() + 1));
    };
  }

  private Comparator<@Nullable Object> comparator(PgType known) {
    boolean descending = order.startsWith("desc");
    boolean nullsFirst = order.endsWith("first");
    return (a, b) -> {
      if (a == null || b == null) {
        int nullsLast = Boolean.compare(a == null, b == null);
        return nullsFirst ? -nullsLast : nullsLast;
      }
      int compared = Ordering.compare(a, b, known);
      return descending ? -compared : compared;
    };
  }
}
