/* On what kind of computer this is, and which Windows. */

#include <windows.h>
#include <powrprof.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

EXPORT POWER_PLATFORM_ROLE WINAPI PowerDeterminePlatformRoleEx(ULONG version)
{
    return version == POWER_PLATFORM_ROLE_V2 ? form_role : PlatformRoleUnspecified;
}

/* Wine takes its version from the registry; this one stands for a Windows that does not tell it. */
EXPORT NTSTATUS NTAPI RtlGetVersion(RTL_OSVERSIONINFOEXW *version)
{
    typedef NTSTATUS(NTAPI *function)(RTL_OSVERSIONINFOEXW *);
    if (version_error) return version_error;
    return ((function)(void *)GetProcAddress(GetModuleHandleW(L"ntdll"), "RtlGetVersion"))(version);
}
