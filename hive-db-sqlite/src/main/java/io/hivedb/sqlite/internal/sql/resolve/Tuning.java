// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes which relations are made with parameters of storage. */
final class Tuning {

  private Tuning() {}

  static Catalog of(Ddl ddl, Catalog after, List<String> path) {
    QualifiedName name = name(ddl);
    Relation made = name == null ? null : after.find(name.schema(), name.name(), path);
    return made == null ? after : after.tuned(made);
  }

  private static @Nullable QualifiedName name(Ddl ddl) {
    if (ddl instanceof Ddl.CreateTable table && table.tuned()) {
      return table.name();
    }
    if (ddl instanceof Ddl.CreateMaterializedView view && view.tuned()) {
      return view.name();
    }
    return ddl instanceof Ddl.CreateView view && view.tuned() ? view.name() : null;
  }
}
