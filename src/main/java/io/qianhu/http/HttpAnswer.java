package io.qianhu.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One HTTP answer and how much of it reaches the client. */
public record HttpAnswer(int status, String contentType, String body, Delivery delivery) {
    /** How an answer travels. */
    public enum Delivery {
        /** All of it, and the connection lives on. */
        WHOLE,
        /** The head and half of the body, then the connection is closed. */
        HALF,
        /** Not one byte: the connection is closed or reset. */
        NOTHING
    }

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** All of a text of this type. */
    public static HttpAnswer of(int status, String contentType, String body) {
        return new HttpAnswer(status, contentType, body, Delivery.WHOLE);
    }

    public static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, "application/json;charset=utf-8", body, Delivery.WHOLE);
    }

    public static HttpAnswer xml(int status, String body) {
        return new HttpAnswer(status, "text/xml;charset=utf-8", body, Delivery.WHOLE);
    }

    /** A page as a front server writes it: neither JSON nor XML. */
    public static HttpAnswer page(int status) {
        String title = status + " " + reason(status);
        String page = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body><center><h1>" + title
                + "</h1></center></body>\r\n</html>\r\n";
        return new HttpAnswer(status, "text/html", page, Delivery.WHOLE);
    }

    public static HttpAnswer nothing() {
        return new HttpAnswer(500, "text/plain", "", Delivery.NOTHING);
    }

    public HttpAnswer delivered(Delivery delivery) {
        return new HttpAnswer(status, contentType, body, delivery);
    }

    byte[] head(int bodyBytes, boolean keepAlive, Instant now) {
        String head = "HTTP/1.1 " + status + " " + reason(status) + "\r\nDate: " + HTTP_DATE.format(now)
                + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + bodyBytes + "\r\nConnection: " + (keepAlive ? "keep-alive" : "close")
                + "\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Request Entity Too Large";
            case 414 -> "Request-URI Too Large";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
