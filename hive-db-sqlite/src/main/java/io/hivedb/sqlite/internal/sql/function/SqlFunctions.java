// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.RangeTypes;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.Collation;
import org.sqlite.Function;

/** Registers the Java functions, aggregates and collations with a connection of sqlite-jdbc. */
public final class SqlFunctions {

  private SqlFunctions() {}

  /** Registers everything; the functions see the session that is given. */
  public static void register(Connection raw, SessionContext session) throws SQLException {
    Registry registry = Registry.instance();
    HeldVectors held = new HeldVectors();
    Function.create(raw, HeldVectors.HOLD, held, 1, Function.FLAG_DETERMINISTIC);
    for (String distance : HeldDistance.OF) {
      Function.create(
          raw,
          distance + HeldDistance.SUFFIX,
          new HeldDistance(distance, held),
          2,
          Function.FLAG_DETERMINISTIC);
    }
    for (Map.Entry<String, Registry.UserFunction> entry : registry.userFunctions().entrySet()) {
      Registry.UserFunction function = entry.getValue();
      int flags = function.deterministic() ? Function.FLAG_DETERMINISTIC : 0;
      Function.create(raw, entry.getKey(), new Scalar(function, session), -1, flags);
    }
    for (Map.Entry<String, Supplier<Accumulator>> entry : registry.accumulators().entrySet()) {
      Function.create(raw, entry.getKey(), new Aggregate(entry.getValue(), session), -1, 0);
    }
    for (String collation :
        new String[] {"pg_numeric", "pg_interval", "pg_jsonb", "pg_sparsevec"}) {
      Collation.create(raw, collation, new TextOrder(collation));
    }
    for (PgType range : RangeTypes.all()) {
      String collation = Objects.requireNonNull(range.collation());
      Collation.create(raw, collation, new TextOrder(collation));
    }
    for (PgType type : Types.all()) {
      PgType element = type.element();
      if (element != null) {
        Collation.create(raw, "pg_array_" + element.name(), new ArrayOrder(element.oid()));
      }
    }
  }

  /** Registers a function that calls those of the database. */
  public static void registerCall(Connection raw, String name, SessionContext session)
      throws SQLException {
    Registry.UserFunction call =
        new Registry.UserFunction(args -> args.session().call(args), false, false, false);
    Function.create(raw, name, new Scalar(call, session), -1, 0);
  }

  private static final class Scalar extends Function {
    private final Registry.UserFunction function;
    private final SessionContext session;

    Scalar(Registry.UserFunction function, SessionContext session) {
      this.function = function;
      this.session = session;
    }

    @Override
    protected void xFunc() throws SQLException {
      try {
        @Nullable Object[] values = new @Nullable Object[args()];
        for (int i = 0; i < values.length; i++) {
          values[i] = read(i);
          if (values[i] == null && function.strict()) {
            result();
            return;
          }
        }
        write(function.body().call(new Values(values, session)));
      } catch (PgException e) {
        throw ErrorCodec.encode(e);
      } catch (StackOverflowError e) {
        throw ErrorCodec.encode(PgException.tooDeep());
      }
    }

    private @Nullable Object read(int index) throws SQLException {
      if (function.bytes()) {
        return value_blob(index);
      }
      return switch (value_type(index)) {
        case 1 -> value_long(index);
        case 2 -> value_double(index);
        case 3 -> value_text(index);
        case 4 -> bytes(value_blob(index));
        default -> null;
      };
    }

    private void write(@Nullable Object value) throws SQLException {
      if (value == null) {
        result();
      } else if (value instanceof Boolean truth) {
        result(truth ? 1 : 0);
      } else if (value instanceof Double number) {
        result(number);
      } else if (value instanceof Number number) {
        result(number.longValue());
      } else if (value instanceof byte[] bytes) {
        result(bytes);
      } else {
        result(value.toString());
      }
    }
  }

  private static byte[] bytes(byte @Nullable [] blob) {
    return blob == null ? new byte[0] : blob;
  }

  /** The driver clones it for every group. */
  private static final class Aggregate extends Function.Window {
    private final Supplier<Accumulator> supplier;
    private final SessionContext session;
    private @Nullable Accumulator state;

    Aggregate(Supplier<Accumulator> supplier, SessionContext session) {
      this.supplier = supplier;
      this.session = session;
    }

    private Accumulator state() {
      if (state == null) {
        state = supplier.get();
      }
      return state;
    }

    private Args arguments() throws SQLException {
      @Nullable Object[] values = new @Nullable Object[args()];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (value_type(i)) {
              case 1 -> value_long(i);
              case 2 -> value_double(i);
              case 3 -> value_text(i);
              case 4 -> bytes(value_blob(i));
              default -> null;
            };
      }
      return new Values(values, session);
    }

    @Override
    protected void xStep() throws SQLException {
      try {
        state().add(arguments());
      } catch (PgException e) {
        throw ErrorCodec.encode(e);
      }
    }

    @Override
    protected void xInverse() throws SQLException {
      try {
        state().remove(arguments());
      } catch (PgException e) {
        throw ErrorCodec.encode(e);
      }
    }

    @Override
    protected void xValue() throws SQLException {
      xFinal();
    }

    @Override
    protected void xFinal() throws SQLException {
      try {
        Object value = state().result();
        if (value == null) {
          result();
        } else if (value instanceof Double number) {
          result(number);
        } else if (value instanceof Number number) {
          result(number.longValue());
        } else if (value instanceof byte[] blob) {
          result(blob);
        } else {
          result(value.toString());
        }
      } catch (PgException e) {
        throw ErrorCodec.encode(e);
      }
    }
  }

  private static final class Values implements Args {
    private final @Nullable Object[] values;
    private final SessionContext session;

    Values(@Nullable Object[] values, SessionContext session) {
      this.values = values;
      this.session = session;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public @Nullable Object raw(int index) {
      return values[index];
    }

    @Override
    public SessionContext session() {
      return session;
    }
  }

  private static final class TextOrder extends Collation {
    private final String name;

    TextOrder(String name) {
      this.name = name;
    }

    @Override
    protected int xCompare(String left, String right) {
      return Ordering.text(left, right, name);
    }
  }

  private static final class ArrayOrder extends Collation {
    private final int element;

    ArrayOrder(int element) {
      this.element = element;
    }

    @Override
    protected int xCompare(String left, String right) {
      return ArrayFunctions.compare(element, left, right);
    }
  }
}
