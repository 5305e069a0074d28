// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.path.JsonString;
import io.hivedb.sqlite.internal.sql.type.Json;
import io.hivedb.sqlite.internal.sql.type.PgArrays;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Aggregates that collect rows: array_agg, string_agg and those that make json. */
final class Collecting {

  private Collecting() {}

  /** The value of a query that may have one row only. */
  static final class Only implements Accumulator {
    private @Nullable Object value;
    private boolean found;

    @Override
    public void add(Args args) {
      if (found) {
        throw new PgException(
            "21000", "more than one row returned by a subquery used as an expression");
      }
      found = true;
      value = args.raw(0);
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** string_agg(value, separator). */
  static final class Joined implements Accumulator {
    private @Nullable StringBuilder out;

    @Override
    public void add(Args args) {
      if (args.isNull(0)) {
        return;
      }
      if (out == null) {
        out = new StringBuilder(args.text(0));
      } else {
        out.append(args.isNull(1) ? "" : args.text(1)).append(args.text(0));
      }
    }

    @Override
    public @Nullable Object result() {
      return out == null ? null : out.toString();
    }
  }

  /** The same of bytes. */
  static final class JoinedBytes implements Accumulator {
    private @Nullable ByteArrayOutputStream out;

    @Override
    public void add(Args args) {
      if (args.isNull(0)) {
        return;
      }
      if (out == null) {
        out = new ByteArrayOutputStream();
      } else if (!args.isNull(1)) {
        out.writeBytes(args.bytes(1));
      }
      out.writeBytes(args.bytes(0));
    }

    @Override
    public @Nullable Object result() {
      return out == null ? null : out.toByteArray();
    }
  }

  /** array_agg: the OID of the element type is the first argument where there are two. */
  static final class ArrayOf implements Accumulator {
    private final List<@Nullable String> texts = new ArrayList<>();

    @Override
    public void add(Args args) {
      texts.add(args.isNull(0) ? null : args.text(0));
    }

    @Override
    public @Nullable Object result() {
      return texts.isEmpty() ? null : PgArrays.text(texts);
    }
  }

  /** json_agg and jsonb_agg of JSON texts. */
  static final class JsonList implements Accumulator {
    private final boolean binary;
    private final boolean presentOnly;
    private final List<String> texts = new ArrayList<>();
    private boolean any;

    JsonList(boolean binary, boolean presentOnly) {
      this.binary = binary;
      this.presentOnly = presentOnly;
    }

    @Override
    public void add(Args args) {
      any = true;
      if (!presentOnly || !args.isNull(0)) {
        texts.add(args.isNull(0) ? "null" : args.text(0));
      }
    }

    @Override
    public @Nullable Object result() {
      if (!any) {
        return null;
      }
      String plain = "[" + String.join(", ", texts) + "]";
      return binary ? Json.text(Json.parse(plain)) : plain;
    }
  }

  /** json_agg of rows and arrays, which begin lines of their own. */
  static final class JsonLines implements Accumulator {
    private final StringBuilder out = new StringBuilder("[");
    private boolean any;

    @Override
    public void add(Args args) {
      boolean isNull = args.isNull(0) || args.text(0).equals("null");
      out.append(any ? ", " : "").append(any && !isNull ? "\n " : "");
      out.append(isNull ? "null" : args.text(0));
      any = true;
    }

    @Override
    public @Nullable Object result() {
      return any ? out + "]" : null;
    }
  }

  /** json_object_agg and jsonb_object_agg of keys and JSON texts. */
  static final class JsonObject implements Accumulator {
    private final boolean binary;
    private final List<String> pairs = new ArrayList<>();
    private final Map<String, @Nullable Object> map = new TreeMap<>(Json.KEYS);

    JsonObject(boolean binary) {
      this.binary = binary;
    }

    @Override
    public void add(Args args) {
      if (args.isNull(0)) {
        throw new PgException("22023", "field name must not be null");
      }
      if (binary) {
        map.put(args.text(0), args.json(1));
      }
      pairs.add(JsonString.quote(args.text(0)) + " : " + args.text(1));
    }

    @Override
    public @Nullable Object result() {
      if (pairs.isEmpty()) {
        return null;
      }
      return binary ? Json.text(map) : "{ " + String.join(", ", pairs) + " }";
    }
  }
}
