// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * Vectors of parameters that a scan compares with each row. SQLite calls this function once for a
 * statement and hands its number to every row, which spares each the copy of the vector.
 */
public final class HeldVectors extends Function {

  /** The name of the function: from a vector to its number. */
  public static final String HOLD = "pg_vector_held";

  /** How many parameters of a statement may be held. */
  public static final int PER_STATEMENT = 64;

  private final Map<ByteBuffer, Long> numbers = new LinkedHashMap<>();
  private final Map<Long, byte[]> vectors = new LinkedHashMap<>();
  private long last;
  private long asked;
  private byte @Nullable [] answer;

  HeldVectors() {}

  @Override
  protected void xFunc() throws SQLException {
    byte[] vector = value_blob(0);
    if (vector == null) {
      result();
    } else {
      result(hold(vector));
    }
  }

  private long hold(byte[] vector) {
    ByteBuffer key = ByteBuffer.wrap(vector);
    Long known = numbers.remove(key);
    long number = known == null ? ++last : known;
    vectors.remove(number);
    // The newest of them may all belong to one statement.
    if (vectors.size() >= 2 * PER_STATEMENT) {
      forgetOldest();
    }
    numbers.put(key, number);
    vectors.put(number, vector);
    return number;
  }

  private void forgetOldest() {
    long oldest = vectors.keySet().iterator().next();
    byte[] vector = vectors.remove(oldest);
    numbers.remove(ByteBuffer.wrap(vector));
  }

  /** The vector of a number; null for 0, as SQLite reads a null. */
  byte @Nullable [] get(long number) throws SQLException {
    if (number == asked) {
      return answer;
    }
    byte[] vector = vectors.get(number);
    if (vector == null && number != 0) {
      throw ErrorCodec.encode(PgException.unsupported("a statement with so many vectors"));
    }
    asked = number;
    answer = vector;
    return vector;
  }
}
