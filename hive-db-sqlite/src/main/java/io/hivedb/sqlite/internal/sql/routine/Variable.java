// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable of a routine. */
abstract sealed class Variable {

  private final String name;
  private final boolean constant;

  Variable(String name, boolean constant) {
    this.name = name;
    this.constant = constant;
  }

  String name() {
    return name;
  }

  void checkWritable() {
    if (constant) {
      throw new PgException("22005", "variable \"" + name + "\" is declared CONSTANT");
    }
  }

  /** One value. */
  static final class Scalar extends Variable {

    private final PgType type;
    private final int typmod;
    private final boolean notNull;
    private @Nullable Object stored;

    Scalar(String name, PgType type, int typmod, boolean constant, boolean notNull) {
      super(name, constant);
      this.type = type;
      this.typmod = typmod;
      this.notNull = notNull;
    }

    Variables.Item item() {
      return new Variables.Item(name(), type, typmod);
    }

    @Nullable Object stored() {
      return stored;
    }

    PgType type() {
      return type;
    }

    void set(Value value, Host host) {
      Object given = value.stored();
      if (given == null && notNull) {
        throw new PgException(
            "22004",
            "null value cannot be assigned to variable \"" + name() + "\" declared NOT NULL");
      }
      if (given == null || (value.type().equals(type) && typmod == -1)) {
        stored = given;
      } else {
        stored = host.convert(given, value.type(), type, typmod);
      }
    }
  }

  /** A row: of a table, or of any query. */
  static final class Row extends Variable {

    private final boolean fixed;
    private @Nullable List<Variables.Item> fields;
    private @Nullable Object[] values = new Object[0];
    private boolean none;

    /** A record, which takes the shape of what is assigned. */
    Row(String name) {
      super(name, false);
      this.fixed = false;
    }

    /** A row of a table. */
    Row(String name, List<Variables.Item> fields) {
      super(name, false);
      this.fixed = true;
      this.fields = fields;
      this.values = new Object[fields.size()];
    }

    @Nullable List<Variables.Item> fields() {
      return fields;
    }

    @Nullable Object[] values() {
      return values;
    }

    /** Whether there is no row at all. */
    boolean isNone() {
      return none;
    }

    /** The place of a field, or PostgreSQL's error. */
    private int index(String field) {
      if (fields == null) {
        throw unassigned();
      }
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).name().equals(field)) {
          return i;
        }
      }
      throw new PgException("42703", "record \"" + name() + "\" has no field \"" + field + "\"");
    }

    PgException unassigned() {
      return new PgException("55000", "record \"" + name() + "\" is not assigned yet")
          .detail("The tuple structure of a not-yet-assigned record is indeterminate.");
    }

    void set(String field, Value value, Host host) {
      int index = index(field);
      Variables.Item item = java.util.Objects.requireNonNull(fields).get(index);
      values[index] = converted(value, item, host);
      none = false;
    }

    private static @Nullable Object converted(Value value, Variables.Item item, Host host) {
      Object stored = value.stored();
      if (stored == null || (value.type().equals(item.type()) && item.typmod() == -1)) {
        return stored;
      }
      return host.convert(stored, value.type(), item.type(), item.typmod());
    }

    /** A whole row; null stands for none. */
    void set(List<Variables.Item> items, @Nullable Object @Nullable [] row, Host host) {
      none = row == null;
      if (!fixed || fields == null) {
        fields = items;
        values = row == null ? new Object[items.size()] : row.clone();
        return;
      }
      List<@Nullable Object> changed = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        Object given = row != null && i < items.size() ? row[i] : null;
        PgType type = given == null ? Types.TEXT : items.get(i).type();
        changed.add(converted(new Value(type, given), fields.get(i), host));
      }
      values = changed.toArray();
    }
  }
}
