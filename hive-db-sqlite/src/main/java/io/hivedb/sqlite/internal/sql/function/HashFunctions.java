// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's hashes of texts, which applications make keys of advisory locks of. */
final class HashFunctions {

  /** Bytes that are mixed at once: three integers. */
  private static final int BLOCK = 12;

  private int a;
  private int b;
  private int c;

  private HashFunctions(byte[] key, long seed) {
    a = 0x9e37_79b9 + key.length + 3_923_095;
    b = a;
    c = a;
    if (seed != 0) {
      a += (int) (seed >>> 32);
      b += (int) seed;
      mix();
    }
    int whole = key.length / BLOCK * BLOCK;
    ByteBuffer buffer = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.position() < whole) {
      a += buffer.getInt();
      b += buffer.getInt();
      c += buffer.getInt();
      mix();
    }
    ByteBuffer rest = ByteBuffer.allocate(BLOCK + 1).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = whole; i < key.length; i++) {
      // The lowest byte of the third is that of the length.
      rest.put(i - whole < 8 ? i - whole : i - whole + 1, key[i]);
    }
    a += rest.getInt(0);
    b += rest.getInt(4);
    c += rest.getInt(8);
    end();
  }

  static void register(Registry registry) {
    registry.scalar("hashtext", INT4, a -> new HashFunctions(bytes(a), 0).c, TEXT);
    registry.scalar(
        "hashtextextended",
        INT8,
        a -> new HashFunctions(bytes(a), a.integer(1)).both(),
        TEXT,
        INT8);
  }

  private static byte[] bytes(Args a) {
    return a.text(0).getBytes(StandardCharsets.UTF_8);
  }

  private long both() {
    return ((long) b << 32) | (c & 0xffff_ffffL);
  }

  private void mix() {
    a = (a - c) ^ Integer.rotateLeft(c, 4);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 6);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 8);
    b += a;
    a = (a - c) ^ Integer.rotateLeft(c, 16);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 19);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 4);
    b += a;
  }

  private void end() {
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
