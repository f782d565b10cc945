package io.qianhu.dyvms;

/** Where the parameters of a request travel. The signature covers them either way. */
public enum ParametersIn {
    /** As a form in the body: no limit of a front server on the length of a URL, and no access log holds the numbers. */
    BODY,
    /** In the query string, as the official SDK sends them: about 14,350 characters for 1,000 callees. */
    QUERY
}
