// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effect of DDL.
 *
 * @param catalog the catalogue afterwards; {@code null} for TRUNCATE, which leaves it alone
 * @param restarts the keys of sequences that begin again, with the value or null for their start
 * @param moves the new keys of sequences by the old ones
 * @param notices what the client is told
 */
public record CatalogChange(
    @Nullable Catalog catalog,
    Map<String, @Nullable Long> restarts,
    Map<String, String> moves,
    List<Notice> notices)
    implements Plan.Effect {

  static CatalogChange to(Catalog catalog) {
    return new CatalogChange(catalog, Map.of(), Map.of(), List.of());
  }

  /** Nothing but what the client is told. */
  static CatalogChange none(List<Notice> notices) {
    return new CatalogChange(null, Map.of(), Map.of(), notices);
  }

  /** The hidden table that keeps the statements that made the catalogue. */
  public static final String LOG = "`hive_ddl`";
}
