import './rejects-resume.test.ts';
