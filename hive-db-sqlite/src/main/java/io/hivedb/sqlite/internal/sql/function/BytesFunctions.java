// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** Parts and places of bytes. */
final class BytesFunctions {

  private BytesFunctions() {}

  static void register(Registry registry) {
    for (String name : new String[] {"substr", "substring"}) {
      registry.optional(name, BYTEA, 2, BytesFunctions::part, BYTEA, INT4, INT4);
    }
    registry.scalar("position", INT4, a -> place(a.bytes(0), a.bytes(1)), BYTEA, BYTEA);
    trim(registry, "btrim", true, true);
    trim(registry, "ltrim", true, false);
    trim(registry, "rtrim", false, true);
    registry.scalar("reverse", BYTEA, a -> reversed(a.bytes(0)), BYTEA);
    registry.scalar("crc32", INT8, a -> checksum(new CRC32(), a.bytes(0)), BYTEA);
    registry.scalar("crc32c", INT8, a -> checksum(new CRC32C(), a.bytes(0)), BYTEA);
    registry.scalar("bit_count", INT8, a -> bits(a.bytes(0)), BYTEA);
    registry.scalar("get_bit", INT4, BytesFunctions::bit, BYTEA, INT8);
    registry.scalar("set_bit", BYTEA, BytesFunctions::setBit, BYTEA, INT8, INT4);
    registry.internal("pg_bytes_integer", true, a -> toInteger(a.bytes(0), a.small(1)));
    registry.internal(
        "pg_integer_bytes",
        true,
        a -> {
          byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(a.integer(0)).array();
          return Arrays.copyOfRange(all, Long.BYTES - a.small(1), Long.BYTES);
        });
    registry.optional("overlay", BYTEA, 3, BytesFunctions::overlay, BYTEA, BYTEA, INT4, INT4);
  }

  private static byte[] part(byte[] bytes, long from, @Nullable Long count) {
    if (count != null && count < 0) {
      throw new PgException("22011", "negative substring length not allowed");
    }
    long end = count == null ? bytes.length : Math.min(bytes.length, from - 1 + count);
    long start = Math.max(from - 1, 0);
    return start >= end ? new byte[0] : Arrays.copyOfRange(bytes, (int) start, (int) end);
  }

  /** Big-endian; the first bit is the sign where all bytes are given. */
  private static Object toInteger(byte[] bytes, int size) {
    if (bytes.length > size) {
      String type = size == 2 ? "smallint" : size == 4 ? "integer" : "bigint";
      throw new PgException("22003", type + " out of range");
    }
    long value = new BigInteger(1, bytes).longValue();
    return size == 2 ? (Object) (long) (short) value : size == 4 ? (long) (int) value : value;
  }

  private static Object part(Args a) {
    return part(a.bytes(0), a.integer(1), a.size() > 2 ? (Long) a.integer(2) : null);
  }

  private static Object overlay(Args a) {
    byte[] whole = a.bytes(0);
    byte[] inner = a.bytes(1);
    long from = a.integer(2);
    if (from <= 0) {
      throw new PgException("22011", "negative substring length not allowed");
    }
    long count = a.size() > 3 ? a.integer(3) : inner.length;
    if (from + count != (int) (from + count)) {
      throw new PgException("22003", "integer out of range");
    }
    byte[] head = part(whole, 1, from - 1);
    byte[] tail = part(whole, from + count, null);
    return BinaryFunctions.concat(BinaryFunctions.concat(head, inner), tail);
  }

  private static int place(byte[] whole, byte[] part) {
    for (int i = 0; i + part.length <= whole.length; i++) {
      if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static void trim(Registry registry, String name, boolean left, boolean right) {
    registry.scalar(name, BYTEA, a -> trimmed(a.bytes(0), a.bytes(1), left, right), BYTEA, BYTEA);
  }

  private static byte[] trimmed(byte[] bytes, byte[] set, boolean left, boolean right) {
    int start = 0;
    int end = bytes.length;
    while (left && start < end && contains(set, bytes[start])) {
      start++;
    }
    while (right && end > start && contains(set, bytes[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(bytes, start, end);
  }

  private static boolean contains(byte[] set, byte wanted) {
    for (byte one : set) {
      if (one == wanted) {
        return true;
      }
    }
    return false;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }

  private static long checksum(Checksum sum, byte[] bytes) {
    sum.update(bytes);
    return sum.getValue();
  }

  private static long bits(byte[] bytes) {
    long count = 0;
    for (byte one : bytes) {
      count += Integer.bitCount(one & 0xff);
    }
    return count;
  }

  private static int index(Args a) {
    long index = a.integer(1);
    long most = a.bytes(0).length * 8L;
    if (index < 0 || index >= most) {
      throw new PgException("2202E", "index " + index + " out of valid range, 0.." + (most - 1));
    }
    return (int) index;
  }

  private static Object bit(Args a) {
    int index = index(a);
    return (a.bytes(0)[index / 8] >> (index % 8)) & 1;
  }

  private static Object setBit(Args a) {
    int index = index(a);
    if (a.integer(2) != 0 && a.integer(2) != 1) {
      throw new PgException("22023", "new bit must be 0 or 1");
    }
    byte[] changed = a.bytes(0).clone();
    int mask = 1 << (index % 8);
    changed[index / 8] =
        (byte) (a.integer(2) == 1 ? changed[index / 8] | mask : changed[index / 8] & ~mask);
    return changed;
  }
}
