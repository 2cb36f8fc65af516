// Run by unpack.ts, with TMPDIR set: the package knows no other way to be told where to. It unpacks the libraries that a bare
// machine lacks only where it believes itself on Lambda.
import chromium from '@sparticuz/chromium';

process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
await chromium.executablePath();
