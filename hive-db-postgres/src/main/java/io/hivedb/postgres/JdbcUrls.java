// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns PostgreSQL's own URLs into those of pgjdbc, which alone is then asked what a URL means. The
 * former are described in the PostgreSQL manual, section 32.1.1.2 "Connection URIs".
 */
final class JdbcUrls {

  private static final String FORMS =
      "postgresql://user:password@host:5432/db?sslmode=require, or as"
          + " jdbc:postgresql://host:5432/db?user=…&password=…; a character such as @, :, / or % in a"
          + " user name or password is written %40, %3A, %2F or %25";

  /** The user's part ends at the last @ before the path: a password may hold an unescaped one. */
  private static final Pattern URI =
      Pattern.compile("//(?:([^/?#]*)@)?([^/?#@]*)(?:/([^/?#]*))?(?:\\?([^#]*))?");

  /** What libpq spells otherwise than pgjdbc; all other names are passed on as they are. */
  private static final Map<String, String> PGJDBC_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "dbname", "PGDBNAME",
          "gssencmode", "gssEncMode",
          "target_session_attrs", "targetServerType");

  private static final Map<String, String> TARGET_SERVER_TYPES =
      Map.of(
          "read-write", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private JdbcUrls() {}

  static HiveDbConfigurationException malformed(DatabaseUrl url, String problem) {
    return url.malformed(problem, FORMS);
  }

  /** The URL as pgjdbc reads it, credentials among its parameters. */
  static String of(DatabaseUrl url) {
    return url.isJdbc() ? jdbc(url) : fromUri(url);
  }

  /** Left as it is: whoever writes jdbc: means the driver's own rules, all of them. */
  private static String jdbc(DatabaseUrl url) {
    String beforeParameters = url.rest().split("\\?", 2)[0];
    if (beforeParameters.contains("@")) {
      throw malformed(
          url, "a URL that begins with jdbc: takes its credentials as parameters, not before an @");
    }
    return "jdbc:postgresql:" + url.rest();
  }

  private static String fromUri(DatabaseUrl url) {
    Matcher matcher = URI.matcher(url.rest());
    if (!matcher.matches()) {
      throw malformed(url, "behind the scheme there is not //user:password@host:port/database");
    }
    List<String> parameters = new ArrayList<>();
    addCredentials(url, matcher.group(1), parameters);
    addParameters(url, matcher.group(4), parameters);
    return "jdbc:postgresql://"
        + hosts(url, matcher.group(2))
        + "/"
        + (matcher.group(3) == null ? "" : encode(decode(url, matcher.group(3))))
        + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
  }

  private static String hosts(DatabaseUrl url, String hosts) {
    String decoded = decode(url, hosts);
    if (decoded.startsWith("/")) {
      throw malformed(url, "a Unix socket is not reached from Java; name a host");
    }
    return decoded;
  }

  private static void addCredentials(DatabaseUrl url, @Nullable String userInfo, List<String> to) {
    if (userInfo == null || userInfo.isEmpty()) {
      return;
    }
    String[] parts = userInfo.split(":", 2);
    to.add("user=" + encode(decode(url, parts[0])));
    if (parts.length > 1) {
      to.add("password=" + encode(decode(url, parts[1])));
    }
  }

  private static void addParameters(DatabaseUrl url, @Nullable String query, List<String> to) {
    if (query == null || query.isEmpty()) {
      return;
    }
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length < 2 || parts[0].isEmpty()) {
        throw malformed(url, "a parameter is not written as name=value");
      }
      String name = decode(url, parts[0]);
      String value = decode(url, parts[1]);
      if (name.equals("target_session_attrs")) {
        value = TARGET_SERVER_TYPES.getOrDefault(value, value);
      }
      to.add(encode(PGJDBC_NAMES.getOrDefault(name, name)) + "=" + encode(value));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Percent signs only: a plus stands for itself, unlike in a web form. */
  private static String decode(DatabaseUrl url, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed(url, "a % is not followed by two hexadecimal digits");
    }
  }
}
