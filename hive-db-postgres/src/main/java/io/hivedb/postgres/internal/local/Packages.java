// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

/** How to install PostgreSQL and pgvector; the names were looked up in each system's index. */
public final class Packages {

  /** The version to install where there is none: what Debian's stable release has. */
  static final int MAJOR = 17;

  private Packages() {}

  /**
   * A command for each system.
   *
   * @param major the version of PostgreSQL
   * @return sentences
   */
  public static String commands(int major) {
    return ("Install it by apt install postgresql-%1$d postgresql-%1$d-pgvector (Debian, Ubuntu),"
            + " dnf install postgresql-server pgvector (Fedora), brew install postgresql@%1$d"
            + " pgvector (macOS), or PostgreSQL's installer and then pgvector's Windows"
            + " instructions (https://github.com/pgvector/pgvector#windows).")
        .formatted(major);
  }
}
