// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** bytea, digests and uuid. */
final class BinaryFunctions {

  private BinaryFunctions() {}

  static void register(Registry registry) {
    HashFunctions.register(registry);
    registry.scalar(
        "md5", TEXT, a -> hex(digest("MD5", a.text(0).getBytes(StandardCharsets.UTF_8))), TEXT);
    registry.scalar("md5", TEXT, a -> hex(digest("MD5", a.bytes(0))), BYTEA);
    registry.scalar("sha256", BYTEA, a -> digest("SHA-256", a.bytes(0)), BYTEA);
    registry.scalar("sha224", BYTEA, a -> digest("SHA-224", a.bytes(0)), BYTEA);
    registry.scalar("sha384", BYTEA, a -> digest("SHA-384", a.bytes(0)), BYTEA);
    registry.scalar("sha512", BYTEA, a -> digest("SHA-512", a.bytes(0)), BYTEA);
    registry.scalar("encode", TEXT, a -> encode(a.bytes(0), a.text(1)), BYTEA, TEXT);
    registry.scalar("decode", BYTEA, a -> decode(a.text(0), a.text(1)), TEXT, TEXT);
    registry.scalar("length", INT4, a -> a.bytes(0).length, BYTEA);
    registry.scalar("octet_length", INT4, a -> a.bytes(0).length, BYTEA);
    registry.operator(
        "||", "pg_bytes_concat", BYTEA, a -> concat(a.bytes(0), a.bytes(1)), BYTEA, BYTEA);
    registry.scalar("convert_from", TEXT, a -> decoded(a.bytes(0), a.text(1)), BYTEA, NAME);
    registry.scalar(
        "convert_to",
        BYTEA,
        a -> {
          checkUtf8(a.text(1));
          return a.text(0).getBytes(StandardCharsets.UTF_8);
        },
        TEXT,
        NAME);
    registry.changing("uuid_generate_v4", UUID, a -> java.util.UUID.randomUUID().toString());
    registry.changing("gen_random_uuid", UUID, a -> java.util.UUID.randomUUID().toString());
    registry.changing("uuidv4", UUID, a -> java.util.UUID.randomUUID().toString());
  }

  private static void checkUtf8(String encoding) {
    if (!encoding.matches("(?i)utf-?8|unicode")) {
      throw PgException.unsupported("the encoding \"" + encoding + "\"");
    }
  }

  private static String decoded(byte[] bytes, String encoding) {
    checkUtf8(encoding);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf(0) < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // As below.
    }
    throw new PgException("22021", "invalid byte sequence for encoding \"UTF8\"");
  }

  static byte[] concat(byte[] left, byte[] right) {
    byte[] all = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return all;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }

  private static String encode(byte[] bytes, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> hex(bytes);
      case "escape" -> escaped(bytes);
      case "base64" -> Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes);
      default -> throw unknown(format);
    };
  }

  private static byte[] decode(String text, String format) {
    try {
      return switch (format.toLowerCase(Locale.ROOT)) {
        case "hex" -> Texts.parseHex(text);
        case "base64" -> base64(text.replaceAll("[ \\t\\r\\n]", ""));
        default -> throw unknown(format);
      };
    } catch (IllegalArgumentException e) {
      throw new PgException("22023", "invalid " + format + " input: \"" + text + "\"");
    }
  }

  private static String escaped(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte one : bytes) {
      int value = one & 0xff;
      if (value == 0 || value > 0x7f) {
        out.append('\\').append(Integer.toOctalString(0x200 | value).substring(1));
      } else {
        out.append(value == '\\' ? "\\\\" : String.valueOf((char) value));
      }
    }
    return out.toString();
  }

  private static byte[] base64(String text) {
    if (text.matches("[A-Za-z0-9+/]*={0,2}") && text.length() % 4 != 0) {
      throw new PgException("22023", "invalid base64 end sequence")
          .hint("Input data is missing padding, is truncated, or is otherwise corrupted.");
    }
    return Base64.getDecoder().decode(text);
  }

  private static PgException unknown(String format) {
    return format.matches("(?i)escape|base64url")
        ? PgException.unsupported("the encoding \"" + format + "\"")
        : new PgException("22023", "unrecognized encoding: \"" + format + "\"");
  }
}
