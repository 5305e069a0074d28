// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Reads streams that are given as parameters, up to a length. */
final class Streams {

  private Streams() {}

  static byte[] bytes(InputStream stream, long length) throws SQLException {
    try {
      return stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static String ascii(InputStream stream, long length) throws SQLException {
    return new String(bytes(stream, length), StandardCharsets.US_ASCII);
  }

  static String text(Reader reader, long length) throws SQLException {
    StringWriter text = new StringWriter();
    char[] buffer = new char[8192];
    long left = length;
    try {
      int read = reader.read(buffer, 0, (int) Math.min(left, buffer.length));
      while (read > 0) {
        text.write(buffer, 0, read);
        left -= read;
        read = reader.read(buffer, 0, (int) Math.min(left, buffer.length));
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return text.toString();
  }

  private static SQLException failed(IOException cause) {
    return SqlErrors.client("99999", "The stream given as a parameter failed.", cause);
  }
}
