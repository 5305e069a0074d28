// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.security.SecureRandom;
import java.util.Base64;
import org.postgresql.util.PasswordUtil;

/**
 * A password of a server's own.
 *
 * @param text what a client sends
 * @param verifier what a server keeps of it: the password is never sent, nor written to its log
 */
record RandomPassword(String text, String verifier) {

  private static final int BYTES = 18;

  static RandomPassword next() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return of(Base64.getUrlEncoder().encodeToString(bytes));
  }

  static RandomPassword of(String text) {
    return new RandomPassword(text, PasswordUtil.encodeScramSha256(text.toCharArray()));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "RandomPassword";
  }
}
