// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over several parts, each with its length, so that no two lists of parts are alike. */
public final class Digest {

  private final MessageDigest digest;

  /** Begins with no part. */
  public Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Adds a part.
   *
   * @param part any text
   * @return this digest
   */
  public Digest add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a part.
   *
   * @param part any bytes
   * @return this digest
   */
  public Digest add(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    digest.update(part);
    return this;
  }

  /**
   * Ends the digest.
   *
   * @return 64 hexadecimal digits
   */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
