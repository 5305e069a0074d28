// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Ddl;
import java.util.ArrayList;
import java.util.List;

/** The keys of CREATE TABLE: PostgreSQL makes the primary key first, and none of them twice. */
final class DistinctKeys {

  private DistinctKeys() {}

  static List<Ddl.TableConstraint> of(List<Ddl.TableConstraint> all) {
    List<Ddl.TableConstraint> distinct = new ArrayList<>();
    all.stream().filter(c -> c.kind().equals("primary")).forEach(distinct::add);
    for (Ddl.TableConstraint constraint : all) {
      if (constraint.kind().equals("primary")) {
        continue;
      }
      int same = constraint.kind().equals("unique") ? same(distinct, constraint) : -1;
      if (same < 0) {
        distinct.add(constraint);
      } else if (distinct.get(same).name() == null && constraint.name() != null) {
        Ddl.TableConstraint known = distinct.get(same);
        distinct.set(same, named(known, constraint.name()));
      }
    }
    return distinct;
  }

  private static int same(List<Ddl.TableConstraint> known, Ddl.TableConstraint constraint) {
    for (int i = 0; i < known.size(); i++) {
      Ddl.TableConstraint other = known.get(i);
      boolean key = other.kind().equals("primary") || other.kind().equals("unique");
      if (key
          && other.columns().equals(constraint.columns())
          && other.key().equals(constraint.key())) {
        return i;
      }
    }
    return -1;
  }

  private static Ddl.TableConstraint named(Ddl.TableConstraint c, String name) {
    return new Ddl.TableConstraint(
        name,
        c.kind(),
        c.columns(),
        c.check(),
        c.references(),
        c.referencedColumns(),
        c.onDelete(),
        c.onUpdate(),
        c.deferrable(),
        c.initiallyDeferred(),
        c.key(),
        c.validated(),
        c.position());
  }
}
