// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What shall be noted of a database's use.
 *
 * @param borrowings takes note of connections; null for no note
 * @param statements takes note of statements; null for no note
 */
public record Watch(@Nullable Borrowings borrowings, @Nullable StatementLog statements) {

  /** Nothing. */
  public static final Watch NONE = new Watch(null, null);

  /**
   * Notes that somebody got a connection.
   *
   * @param connection it; open
   * @param returned whether somebody sees to it that it is returned
   */
  public void taken(Connection connection, boolean returned) {
    if (borrowings != null) {
      borrowings.taken(connection, returned);
    }
  }

  /**
   * Notes what is called on a new physical connection.
   *
   * @return takes the notes, or {@link CallNotes#NONE}
   */
  public CallNotes connection() {
    return statements == null ? CallNotes.NONE : new ConnectionNotes(statements);
  }
}
