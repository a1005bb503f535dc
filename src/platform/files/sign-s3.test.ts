import { expect, it } from 'vitest';
import { encodeS3, hex, signS3 } from './sign-s3.ts';

// The examples of "Signature Calculations for the Authorization Header" in the Amazon S3 API Reference.
const secret = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = { 'x-amz-date': '20130524T000000Z' };
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const bucket = (path: string) => new URL(`https://examplebucket.s3.amazonaws.com${path}`);

it('signs the GET of an object as AWS does', () => {
  const headers = { ...at, Range: 'bytes=0-9', 'x-amz-content-sha256': nothing };
  const authorization = signS3({ method: 'GET', url: bucket('/test.txt'), headers, payloadHash: nothing }, secret);
  expect(authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

it('signs the PUT of an object, with a name that must be encoded, as AWS does', () => {
  const payloadHash = hex('Welcome to Amazon S3.');
  const headers = {
    ...at,
    Date: 'Fri, 24 May 2013 00:00:00 GMT',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': payloadHash,
  };
  const url = bucket(`/${encodeS3('test$file.text', { path: true })}`);
  expect(signS3({ method: 'PUT', url, headers, payloadHash }, secret)).toContain(
    'Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  );
});

it('signs a query, sorted and encoded, as AWS does', () => {
  const headers = { ...at, 'x-amz-content-sha256': nothing };
  const lifecycle = signS3({ method: 'GET', url: bucket('/?lifecycle'), headers, payloadHash: nothing }, secret);
  const list = signS3({ method: 'GET', url: bucket('/?max-keys=2&prefix=J'), headers, payloadHash: nothing }, secret);
  expect(lifecycle).toContain('Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543');
  expect(list).toContain('Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
});
